package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Ends an open. RFC 7530 section 16.2. */
public final class CLOSE4 {
    private CLOSE4() {}

    public record Args(int seqid, Stateid4 openStateid) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.CLOSE;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(seqid);
            openStateid.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int32(), Stateid4.decode(in));
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
