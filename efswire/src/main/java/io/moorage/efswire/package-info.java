/**
 * What a client tells a mount target of itself beside NFS: access point and IAM signature, in the certificate it shows, the
 * way amazon-efs-utils does.
 */
@NullMarked
package io.moorage.efswire;

import org.jspecify.annotations.NullMarked;
