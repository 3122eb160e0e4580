package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Makes UNSTABLE writes durable. RFC 7530 section 16.3. */
public final class COMMIT4 {
    private COMMIT4() {}

    public record Args(long offset, int count) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.COMMIT;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(offset).int32(count);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int64(), in.int32());
        }
    }

    public record Ok(long writeVerifier) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int64(writeVerifier);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.int64());
        }
    }
}
