/** ONC RPC version 2 over TCP (RFC 5531): calls, replies, AUTH_SYS, record marking. */
@NullMarked
package io.moorage.nfswire.rpc;

import org.jspecify.annotations.NullMarked;
