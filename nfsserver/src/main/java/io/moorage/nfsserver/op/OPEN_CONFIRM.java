package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Opens;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Confirms an open owner's first open (RFC 7530 section 16.18). */
final class OPEN_CONFIRM implements Operation<OPEN_CONFIRM4.Args> {
    private final Opens opens;

    OPEN_CONFIRM(Opens opens) {
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(OPEN_CONFIRM4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Types.requireRegular(compound);
        return opens.ownerOf(args.stateid(), null)
                .inSequence(
                        args.seqid(),
                        OpCode.OPEN_CONFIRM,
                        compound,
                        () -> new OPEN_CONFIRM4.Ok(opens.confirm(args.stateid(), file)));
    }
}
