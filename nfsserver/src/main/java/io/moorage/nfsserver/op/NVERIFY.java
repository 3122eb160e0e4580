package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.NVERIFY4;
import java.io.IOException;

/** Goes on only when attributes differ (RFC 7530 section 16.15). */
final class NVERIFY implements Operation<NVERIFY4.Args> {
    private final AttributeComparison comparison;

    NVERIFY(AttributeComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public Nfs4Result execute(NVERIFY4.Args args, Compound compound) throws IOException {
        if (comparison.same(args.attributes(), compound)) {
            throw new Nfs4Exception(Nfs4Status.SAME);
        }
        return Nfs4Result.VOID;
    }
}
