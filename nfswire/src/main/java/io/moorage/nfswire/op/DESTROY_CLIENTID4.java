package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Ends a client id. RFC 8881 section 18.50. */
public final class DESTROY_CLIENTID4 {
    private DESTROY_CLIENTID4() {}

    public record Args(long clientId) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.DESTROY_CLIENTID;
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
