package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;

/** Writes. RFC 7530 section 16.36. */
public final class WRITE4 {
    private WRITE4() {}

    /** Data is a view of the message. */
    public record Args(Stateid4 stateid, long offset, StableHow4 stable, ByteBuffer data) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.WRITE;
        }

        @Override
        public void encode(XdrWriter out) {
            stateid.encode(out);
            out.int64(offset).int32(stable.number()).slice(data);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(Stateid4.decode(in), in.int64(), StableHow4.decode(in), in.slice(Nfs4Limits.IO));
        }
    }

    public record Ok(int count, StableHow4 committed, long writeVerifier) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int32(count).int32(committed.number()).int64(writeVerifier);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.int32(), StableHow4.decode(in), in.int64());
        }
    }
}
