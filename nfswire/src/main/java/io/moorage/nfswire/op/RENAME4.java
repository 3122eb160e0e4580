package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Moves a name from the saved directory to the current one. RFC 7530 section 16.27. */
public final class RENAME4 {
    private RENAME4() {}

    public record Args(String oldName, String newName) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.RENAME;
        }

        @Override
        public void encode(XdrWriter out) {
            out.string(oldName).string(newName);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(Text.decode(in), Text.decode(in));
        }
    }

    public record Ok(ChangeInfo4 source, ChangeInfo4 target) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            source.encode(out);
            target.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(ChangeInfo4.decode(in), ChangeInfo4.decode(in));
        }
    }
}
