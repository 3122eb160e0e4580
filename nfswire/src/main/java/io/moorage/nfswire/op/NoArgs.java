package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrWriter;

/** An operation without arguments. */
public record NoArgs(OpCode op) implements Nfs4Args {
    @Override
    public void encode(XdrWriter out) {}
}
