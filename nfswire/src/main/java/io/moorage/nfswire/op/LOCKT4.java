package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Tests for a lock in the way. RFC 7530 section 16.11. */
public final class LOCKT4 {
    private LOCKT4() {}

    public record Args(LockType4 type, long offset, long length, StateOwner4 owner) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.LOCKT;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(type.number()).int64(offset).int64(length);
            owner.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(LockType4.decode(in), in.int64(), in.int64(), StateOwner4.decode(in));
        }
    }
}
