package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Forgets a lock owner without locks. RFC 7530 section 16.37. */
public final class RELEASE_LOCKOWNER4 {
    private RELEASE_LOCKOWNER4() {}

    public record Args(StateOwner4 owner) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.RELEASE_LOCKOWNER;
        }

        @Override
        public void encode(XdrWriter out) {
            owner.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException {
            return new Args(StateOwner4.decode(in));
        }
    }
}
