package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Confirms a client id. RFC 7530 section 16.34. */
public final class SETCLIENTID_CONFIRM4 {
    private SETCLIENTID_CONFIRM4() {}

    public record Args(long clientId, long verifier) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SETCLIENTID_CONFIRM;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(clientId).int64(verifier);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int64(), in.int64());
        }
    }
}
