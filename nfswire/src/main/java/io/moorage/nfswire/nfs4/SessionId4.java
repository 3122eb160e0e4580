package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** sessionid4: sixteen opaque bytes. */
public record SessionId4(long high, long low) {
    public void encode(XdrWriter out) {
        out.int64(high).int64(low);
    }

    public static SessionId4 decode(XdrReader in) throws XdrException {
        return new SessionId4(in.int64(), in.int64());
    }
}
