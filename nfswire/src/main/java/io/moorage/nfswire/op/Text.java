package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.xdr.BadUtf8Exception;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;

/** UTF-8 strings as operations carry them. */
final class Text {
    private Text() {}

    /** RFC 7530 section 12.6: a string that is not UTF-8 is NFS4ERR_INVAL. Its length is judged by the server. */
    static String decode(XdrReader in) throws XdrException, Nfs4Exception {
        try {
            return in.string(Nfs4Limits.TEXT);
        } catch (BadUtf8Exception e) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "not UTF-8");
        }
    }
}
