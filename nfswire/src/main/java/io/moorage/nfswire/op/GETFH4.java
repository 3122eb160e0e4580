package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Asks for the current file handle. RFC 7530 section 16.8. */
public final class GETFH4 {
    private GETFH4() {}

    public record Ok(Opaque handle) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.opaque(handle);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.opaque(Nfs4Limits.FILEHANDLE));
        }
    }
}
