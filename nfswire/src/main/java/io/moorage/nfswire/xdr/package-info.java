/** XDR (RFC 4506) over byte buffers: bounds-checked, without copying payloads. */
@NullMarked
package io.moorage.nfswire.xdr;

import org.jspecify.annotations.NullMarked;
