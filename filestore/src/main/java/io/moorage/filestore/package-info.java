/** A POSIX directory as a VirtualFileSystem. */
@NullMarked
package io.moorage.filestore;

import org.jspecify.annotations.NullMarked;
