/** NFSv4 messages as records: XDR, ONC RPC, RFC 7530 and RFC 8881. */
@NullMarked
package io.moorage.nfswire;

import org.jspecify.annotations.NullMarked;
