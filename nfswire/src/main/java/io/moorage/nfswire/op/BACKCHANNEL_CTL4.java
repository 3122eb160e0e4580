package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Changes the back channel. RFC 8881 section 18.33. */
public final class BACKCHANNEL_CTL4 {
    private BACKCHANNEL_CTL4() {}

    public record Args(int callbackProgram, CallbackSecParms4 security) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.BACKCHANNEL_CTL;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(callbackProgram);
            security.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int32(), CallbackSecParms4.decode(in));
        }
    }
}
