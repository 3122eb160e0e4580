/** mount.nfs4 and mount.efs where the kernel has no NFS client: one process per mount, between FUSE and the server. */
@NullMarked
package io.moorage.mounthelper;

import org.jspecify.annotations.NullMarked;
