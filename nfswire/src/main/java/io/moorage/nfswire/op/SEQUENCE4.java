package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.SessionId4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Begins a compound within a slot of a session. RFC 8881 section 18.46. */
public final class SEQUENCE4 {
    private SEQUENCE4() {}

    public record Args(SessionId4 session, int sequence, int slot, int highestSlot, boolean cacheThis)
            implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SEQUENCE;
        }

        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
            out.int32(sequence).int32(slot).int32(highestSlot).bool(cacheThis);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(SessionId4.decode(in), in.int32(), in.int32(), in.int32(), in.bool());
        }
    }

    public record Ok(
            SessionId4 session, int sequence, int slot, int highestSlot, int targetHighestSlot, int statusFlags)
            implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            session.encode(out);
            out.int32(sequence)
                    .int32(slot)
                    .int32(highestSlot)
                    .int32(targetHighestSlot)
                    .int32(statusFlags);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(SessionId4.decode(in), in.int32(), in.int32(), in.int32(), in.int32(), in.int32());
        }
    }
}
