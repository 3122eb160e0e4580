/** Each NFSv4 operation's arguments and result as records; OpCode is their table. */
@NullMarked
package io.moorage.nfswire.op;

import org.jspecify.annotations.NullMarked;
