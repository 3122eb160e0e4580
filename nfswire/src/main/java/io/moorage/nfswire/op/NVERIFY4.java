package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Goes on only when attributes differ. RFC 7530 section 16.15. */
public final class NVERIFY4 {
    private NVERIFY4() {}

    public record Args(Fattr4 attributes) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.NVERIFY;
        }

        @Override
        public void encode(XdrWriter out) {
            attributes.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Fattr4.decode(in));
        }
    }
}
