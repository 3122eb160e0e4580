/** The file system seam: VirtualFileSystem, its errors, its contract and an in-memory twin. */
@NullMarked
package io.moorage.vfs;

import org.jspecify.annotations.NullMarked;
