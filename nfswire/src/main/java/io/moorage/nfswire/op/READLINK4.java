package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Reads a symbolic link's target. RFC 7530 section 16.25. */
public final class READLINK4 {
    private READLINK4() {}

    public record Ok(String link) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.string(link);
        }

        static Ok decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Ok(Text.decode(in));
        }
    }
}
