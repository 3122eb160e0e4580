package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.util.ArrayList;
import java.util.List;

/** Lists a directory. RFC 7530 section 16.24. */
public final class READDIR4 {
    private READDIR4() {}

    public record Args(long cookie, long cookieVerifier, int dirCount, int maxCount, Bitmap4 request)
            implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.READDIR;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(cookie).int64(cookieVerifier).int32(dirCount).int32(maxCount);
            request.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.int64(), in.int64(), in.int32(), in.int32(), Bitmap4.decode(in));
        }
    }

    /** entry4; attributes are a view of the message. */
    public record Entry4(long cookie, String name, Fattr4 attributes) {}

    public record Ok(long cookieVerifier, List<Entry4> entries, boolean eof) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int64(cookieVerifier);
            for (Entry4 entry : entries) {
                out.bool(true).int64(entry.cookie).string(entry.name);
                entry.attributes.encode(out);
            }
            out.bool(false).bool(eof);
        }

        static Ok decode(XdrReader in) throws XdrException, Nfs4Exception {
            long verifier = in.int64();
            List<Entry4> entries = new ArrayList<>();
            while (in.bool()) {
                entries.add(new Entry4(in.int64(), Text.decode(in), Fattr4.decode(in)));
            }
            return new Ok(verifier, entries, in.bool());
        }
    }
}
