package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Asks how to authenticate for the current object or its parent. RFC 8881 section 18.45. */
public final class SECINFO_NO_NAME4 {
    private SECINFO_NO_NAME4() {}

    public record Args(int style) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SECINFO_NO_NAME;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(style);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int32());
        }
    }
}
