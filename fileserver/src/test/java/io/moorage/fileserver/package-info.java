/** The file server as its control plane and its NFS clients meet it. */
@NullMarked
package io.moorage.fileserver;

import org.jspecify.annotations.NullMarked;
