package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.XdrWriter;

/** WRITE up to its data, which follows as the message's payload: last in its COMPOUND. RFC 8881 section 18.32. */
record WriteHead(Stateid4 stateid, long offset, StableHow4 stable, int length) implements Nfs4Args {
    @Override
    public OpCode op() {
        return OpCode.WRITE;
    }

    @Override
    public void encode(XdrWriter out) {
        stateid.encode(out);
        out.int64(offset).int32(stable.number()).int32(length);
    }
}
