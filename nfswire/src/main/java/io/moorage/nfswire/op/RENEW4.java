package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Renews a lease. RFC 7530 section 16.28. */
public final class RENEW4 {
    private RENEW4() {}

    public record Args(long clientId) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.RENEW;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(clientId);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int64());
        }
    }
}
