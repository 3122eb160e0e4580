/** mount.nfs4 and mount.efs for machines without a kernel NFS client. */
@NullMarked
package io.moorage.mounthelper;

import org.jspecify.annotations.NullMarked;
