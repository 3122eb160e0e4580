/** The NFSv4 server over a VirtualFileSystem. */
@NullMarked
package io.moorage.nfsserver;

import org.jspecify.annotations.NullMarked;
