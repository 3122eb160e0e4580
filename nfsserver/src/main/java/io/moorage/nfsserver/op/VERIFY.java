package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.VERIFY4;
import java.io.IOException;

/** Goes on only when attributes are the same (RFC 7530 section 16.35). */
final class VERIFY implements Operation<VERIFY4.Args> {
    private final AttributeComparison comparison;

    VERIFY(AttributeComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public Nfs4Result execute(VERIFY4.Args args, Compound compound) throws IOException {
        if (!comparison.same(args.attributes(), compound)) {
            throw new Nfs4Exception(Nfs4Status.NOT_SAME);
        }
        return Nfs4Result.VOID;
    }
}
