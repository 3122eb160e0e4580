package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Makes a session and confirms its client. RFC 8881 section 18.36. */
public final class CREATE_SESSION4 {
    private CREATE_SESSION4() {}

    public record Args(
            long clientId,
            int sequence,
            int flags,
            ChannelAttrs4 fore,
            ChannelAttrs4 back,
            int callbackProgram,
            CallbackSecParms4 security)
            implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.CREATE_SESSION;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(clientId).int32(sequence).int32(flags);
            fore.encode(out);
            back.encode(out);
            out.int32(callbackProgram);
            security.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(
                    in.int64(),
                    in.int32(),
                    in.int32(),
                    ChannelAttrs4.decode(in),
                    ChannelAttrs4.decode(in),
                    in.int32(),
                    CallbackSecParms4.decode(in));
        }
    }

    public record Ok(SessionId4 session, int sequence, int flags, ChannelAttrs4 fore, ChannelAttrs4 back)
            implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
            out.int32(sequence).int32(flags);
            fore.encode(out);
            back.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(
                    SessionId4.decode(in), in.int32(), in.int32(), ChannelAttrs4.decode(in), ChannelAttrs4.decode(in));
        }
    }

    public static final int FLAG_PERSIST = 1;
    public static final int FLAG_CONN_BACK_CHAN = 2;
    public static final int FLAG_CONN_RDMA = 4;
}
