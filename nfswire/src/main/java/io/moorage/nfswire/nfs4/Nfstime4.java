package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** nfstime4. Nanoseconds are as they came: the server judges them. */
public record Nfstime4(long seconds, int nseconds) {
    public void encode(XdrWriter out) {
        out.int64(seconds).int32(nseconds);
    }

    public static Nfstime4 decode(XdrReader in) throws XdrException {
        return new Nfstime4(in.int64(), in.int32());
    }
}
