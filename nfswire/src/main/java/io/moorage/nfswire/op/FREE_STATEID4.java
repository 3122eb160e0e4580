package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Forgets a stateid. RFC 8881 section 18.38. */
public final class FREE_STATEID4 {
    private FREE_STATEID4() {}

    public record Args(Stateid4 stateid) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.FREE_STATEID;
        }

        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Stateid4.decode(in));
        }
    }
}
