/**
 * An NFSv4.1 client (RFC 8881) as a {@link io.moorage.vfs.VirtualFileSystem}: one connection, one session, and the state that
 * outlives both.
 */
@NullMarked
package io.moorage.nfsclient;

import org.jspecify.annotations.NullMarked;
