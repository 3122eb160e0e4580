package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** fsid4. */
public record Fsid4(long major, long minor) {
    public void encode(XdrWriter out) {
        out.int64(major).int64(minor);
    }

    public static Fsid4 decode(XdrReader in) throws XdrException {
        return new Fsid4(in.int64(), in.int64());
    }
}
