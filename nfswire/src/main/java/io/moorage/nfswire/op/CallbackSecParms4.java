package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** callback_sec_parms4: checked for form and dropped, since Moorage never calls back. Written as a single AUTH_NONE. */
public record CallbackSecParms4() {
    private static final int MAX_FLAVORS = 16;

    public void encode(XdrWriter out) {
        out.int32(1).int32(Credential.AUTH_NONE);
    }

    static CallbackSecParms4 decode(XdrReader in) throws XdrException {
        int flavors = in.count(MAX_FLAVORS, 4);
        for (int i = 0; i < flavors; i++) {
            int flavor = in.int32();
            switch (flavor) {
                case Credential.AUTH_NONE -> {}
                case Credential.AUTH_SYS -> skipAuthSys(in);
                case Credential.RPCSEC_GSS -> skipGss(in);
                default -> throw new XdrException("callback flavour " + flavor);
            }
        }
        return new CallbackSecParms4();
    }

    private static void skipAuthSys(XdrReader in) throws XdrException {
        in.int32();
        in.slice(255);
        in.int64();
        in.skip(4 * in.count(16, 4));
    }

    private static void skipGss(XdrReader in) throws XdrException {
        in.int32();
        in.slice(Nfs4Limits.OPAQUE);
        in.slice(Nfs4Limits.OPAQUE);
    }
}
