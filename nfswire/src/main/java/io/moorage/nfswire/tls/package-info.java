/** TLS under ONC RPC: a channel that encrypts, from the first byte of a connection, as EFS's mount targets take it. */
@NullMarked
package io.moorage.nfswire.tls;

import org.jspecify.annotations.NullMarked;
