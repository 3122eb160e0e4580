package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;

/** Reads. RFC 7530 section 16.23. */
public final class READ4 {
    private READ4() {}

    public record Args(Stateid4 stateid, long offset, int count) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.READ;
        }

        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
            out.int64(offset).int32(count);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Stateid4.decode(in), in.int64(), in.int32());
        }
    }

    /** Data is a view of the message. */
    public record Ok(boolean eof, ByteBuffer data) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.bool(eof).slice(data);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.bool(), in.slice(Nfs4Limits.IO));
        }
    }
}
