package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Asks for attributes. RFC 7530 section 16.7. */
public final class GETATTR4 {
    private GETATTR4() {}

    public record Args(Bitmap4 request) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.GETATTR;
        }

        @Override
        public void encode(XdrWriter out) {
            request.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Bitmap4.decode(in));
        }
    }

    public record Ok(Fattr4 attributes) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            attributes.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(Fattr4.decode(in));
        }
    }
}
