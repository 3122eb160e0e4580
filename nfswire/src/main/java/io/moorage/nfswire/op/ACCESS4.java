package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Which of the asked rights the caller has. RFC 7530 section 16.1. */
public final class ACCESS4 {
    private ACCESS4() {}

    public record Args(int access) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.ACCESS;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(access);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int32());
        }
    }

    public record Ok(int supported, int access) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int32(supported).int32(access);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.int32(), in.int32());
        }
    }
}
