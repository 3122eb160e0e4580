package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Removes a name. RFC 7530 section 16.26. */
public final class REMOVE4 {
    private REMOVE4() {}

    public record Args(String target) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.REMOVE;
        }

        @Override
        public void encode(XdrWriter out) {
            out.string(target);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(Text.decode(in));
        }
    }

    public record Ok(ChangeInfo4 change) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            change.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(ChangeInfo4.decode(in));
        }
    }
}
