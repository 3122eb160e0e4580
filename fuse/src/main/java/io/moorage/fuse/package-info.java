/**
 * A {@link io.moorage.vfs.VirtualFileSystem} behind {@code /dev/fuse}: the kernel's messages (ABI 7.28 and later), the nodes
 * it knows, and the threads that answer it.
 */
@NullMarked
package io.moorage.fuse;

import org.jspecify.annotations.NullMarked;
