package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Ends reclaiming. RFC 8881 section 18.51. */
public final class RECLAIM_COMPLETE4 {
    private RECLAIM_COMPLETE4() {}

    public record Args(boolean oneFileSystem) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.RECLAIM_COMPLETE;
        }

        @Override
        public void encode(XdrWriter out) {
            out.bool(oneFileSystem);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.bool());
        }
    }
}
