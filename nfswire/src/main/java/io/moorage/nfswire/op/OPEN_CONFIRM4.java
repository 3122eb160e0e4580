package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Confirms an open owner's first open. RFC 7530 section 16.18. */
public final class OPEN_CONFIRM4 {
    private OPEN_CONFIRM4() {}

    public record Args(Stateid4 stateid, int seqid) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.OPEN_CONFIRM;
        }

        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
            out.int32(seqid);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Stateid4.decode(in), in.int32());
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
