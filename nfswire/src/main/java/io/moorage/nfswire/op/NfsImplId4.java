package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfstime4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import org.jspecify.annotations.Nullable;

/** nfs_impl_id4: who made the other side. */
public record NfsImplId4(String domain, String name, Nfstime4 date) {
    static void encodeOptional(@Nullable NfsImplId4 id, XdrWriter out) {
        if (id == null) {
            out.int32(0);
        } else {
            out.int32(1).string(id.domain).string(id.name);
            id.date.encode(out);
        }
    }

    static @Nullable NfsImplId4 decodeOptional(XdrReader in) throws XdrException, Nfs4Exception {
        return in.count(1, 20) == 0 ? null : new NfsImplId4(Text.decode(in), Text.decode(in), Nfstime4.decode(in));
    }
}
