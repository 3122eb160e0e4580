package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Changes attributes. RFC 7530 section 16.32. */
public final class SETATTR4 {
    private SETATTR4() {}

    public record Args(Stateid4 stateid, Fattr4 attributes) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SETATTR;
        }

        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
            attributes.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Stateid4.decode(in), Fattr4.decode(in));
        }
    }

    /** Follows the status also of a failure. */
    public record Ok(Bitmap4 set) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            set.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(Bitmap4.decode(in));
        }
    }
}
