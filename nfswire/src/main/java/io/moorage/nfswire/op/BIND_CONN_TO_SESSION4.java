package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Adds the connection to a session. RFC 8881 section 18.34. */
public final class BIND_CONN_TO_SESSION4 {
    private BIND_CONN_TO_SESSION4() {}

    public record Args(SessionId4 session, int direction, boolean useRdma) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.BIND_CONN_TO_SESSION;
        }

        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
            out.int32(direction).bool(useRdma);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(SessionId4.decode(in), in.int32(), in.bool());
        }
    }

    public record Ok(SessionId4 session, int direction, boolean useRdma) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
            out.int32(direction).bool(useRdma);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(SessionId4.decode(in), in.int32(), in.bool());
        }
    }
}
