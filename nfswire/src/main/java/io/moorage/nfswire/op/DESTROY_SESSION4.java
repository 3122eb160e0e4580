package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Ends a session. RFC 8881 section 18.37. */
public final class DESTROY_SESSION4 {
    private DESTROY_SESSION4() {}

    public record Args(SessionId4 session) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.DESTROY_SESSION;
        }

        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(SessionId4.decode(in));
        }
    }
}
