package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.util.ArrayList;
import java.util.List;

/** Asks which stateids are still good. RFC 8881 section 18.48. */
public final class TEST_STATEID4 {
    private TEST_STATEID4() {}

    public record Args(List<Stateid4> stateids) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.TEST_STATEID;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(stateids.size());
            for (Stateid4 stateid : stateids) {
                stateid.encode(out);
            }
        }

        static Args decode(XdrReader in) throws XdrException {
            int count = in.count(Nfs4Limits.TEXT, 16);
            List<Stateid4> stateids = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                stateids.add(Stateid4.decode(in));
            }
            return new Args(stateids);
        }
    }

    public record Ok(List<Nfs4Status> statuses) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int32(statuses.size());
            for (Nfs4Status status : statuses) {
                out.int32(status.number());
            }
        }

        static Ok decode(XdrReader in) throws XdrException {
            int count = in.count(Nfs4Limits.TEXT, 4);
            List<Nfs4Status> statuses = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                statuses.add(Nfs4Status.of(in.int32()));
            }
            return new Ok(statuses);
        }
    }
}
