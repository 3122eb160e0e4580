package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** change_info4: a directory's change attribute around an operation. */
public record ChangeInfo4(boolean atomic, long before, long after) {
    public void encode(XdrWriter out) {
        out.bool(atomic).int64(before).int64(after);
    }

    public static ChangeInfo4 decode(XdrReader in) throws XdrException {
        return new ChangeInfo4(in.bool(), in.int64(), in.int64());
    }
}
