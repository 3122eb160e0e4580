package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Unlocks a range. RFC 7530 section 16.12. */
public final class LOCKU4 {
    private LOCKU4() {}

    public record Args(LockType4 type, int seqid, Stateid4 stateid, long offset, long length) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.LOCKU;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(type.number()).int32(seqid);
            stateid.encode(out);
            out.int64(offset).int64(length);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(LockType4.decode(in), in.int32(), Stateid4.decode(in), in.int64(), in.int64());
        }
    }

    public record Ok(Stateid4 stateid) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(Stateid4.decode(in));
        }
    }
}
