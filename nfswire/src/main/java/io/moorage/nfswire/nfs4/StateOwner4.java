package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** state_owner4, open_owner4 and lock_owner4, which are the same thing. */
public record StateOwner4(long clientId, Opaque owner) {
    public void encode(XdrWriter out) {
        out.int64(clientId).opaque(owner);
    }

    public static StateOwner4 decode(XdrReader in) throws XdrException {
        return new StateOwner4(in.int64(), in.opaque(Nfs4Limits.OPAQUE));
    }
}
