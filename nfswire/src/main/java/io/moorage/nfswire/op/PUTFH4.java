package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Sets the current file handle. RFC 7530 section 16.20. */
public final class PUTFH4 {
    private PUTFH4() {}

    public record Args(Opaque handle) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.PUTFH;
        }

        @Override
        public void encode(XdrWriter out) {
            out.opaque(handle);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(in.opaque(Nfs4Limits.FILEHANDLE));
        }
    }
}
