package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.util.ArrayList;
import java.util.List;

/** Asks how to authenticate for a name; also the result of SECINFO_NO_NAME. RFC 7530 section 16.31. */
public final class SECINFO4 {
    private SECINFO4() {}

    public record Args(String name) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.SECINFO;
        }

        @Override
        public void encode(XdrWriter out) {
            out.string(name);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            return new Args(Text.decode(in));
        }
    }

    /** secinfo4: GSS's triple is dropped. */
    public record Ok(List<Integer> flavors) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            out.int32(flavors.size());
            for (int flavor : flavors) {
                out.int32(flavor);
            }
        }

        static Ok decode(XdrReader in) throws XdrException {
            int count = in.count(Nfs4Limits.OPAQUE, 4);
            List<Integer> flavors = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int flavor = in.int32();
                if (flavor == Credential.RPCSEC_GSS) {
                    in.slice(Nfs4Limits.OPAQUE);
                    in.int64();
                }
                flavors.add(flavor);
            }
            return new Ok(flavors);
        }
    }
}
