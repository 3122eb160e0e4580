package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Goes to a name in the current directory. RFC 7530 section 16.13. */
public final class LOOKUP4 {
    private LOOKUP4() {}

    public record Args(String name) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.LOOKUP;
        }

        @Override
        public void encode(XdrWriter out) {
            out.string(name);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(Text.decode(in));
        }
    }
}
