/** The NFSv4 client as a VirtualFileSystem. */
@NullMarked
package io.moorage.nfsclient;

import org.jspecify.annotations.NullMarked;
