package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** LOCK4denied: a lock in the way. */
public record LockDenied4(long offset, long length, LockType4 type, StateOwner4 owner) implements Nfs4Result {
    @Override
    public void encode(XdrWriter out) {
        out.int64(offset).int64(length).int32(type.number());
        owner.encode(out);
    }

    public static LockDenied4 decode(XdrReader in) throws XdrException {
        return new LockDenied4(in.int64(), in.int64(), LockType4.decode(in), StateOwner4.decode(in));
    }
}
