package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.XdrWriter;

/** One operation's arguments in a COMPOUND. */
public interface Nfs4Args {
    OpCode op();

    /** Writes what follows the operation's number. */
    void encode(XdrWriter out);
}
