package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Announces a client. RFC 7530 section 16.33. */
public final class SETCLIENTID4 {
    private SETCLIENTID4() {}

    /** @param verifier changes when the client restarts */
    public record Args(long verifier, Opaque id, int callbackProgram, ClientAddr4 callback, int callbackIdent)
            implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SETCLIENTID;
        }

        @Override
        public void encode(XdrWriter out) {
            out.int64(verifier).opaque(id).int32(callbackProgram);
            callback.encode(out);
            out.int32(callbackIdent);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(in.int64(), in.opaque(Nfs4Limits.OPAQUE), in.int32(), ClientAddr4.decode(in), in.int32());
        }
    }

    /** clientaddr4, also NFS4ERR_CLID_INUSE's answer: who uses the id. */
    public record ClientAddr4(String netid, String address) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.string(netid).string(address);
        }

        static ClientAddr4 decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new ClientAddr4(Text.decode(in), Text.decode(in));
        }
    }

    public record Ok(long clientId, long verifier) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int64(clientId).int64(verifier);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(in.int64(), in.int64());
        }
    }
}
