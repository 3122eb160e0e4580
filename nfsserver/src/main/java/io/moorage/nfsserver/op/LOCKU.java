package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Locks;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.LOCKU4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Unlocks a byte range (RFC 7530 section 16.12). */
final class LOCKU implements Operation<LOCKU4.Args> {
    private final Locks locks;

    LOCKU(Locks locks) {
        this.locks = locks;
    }

    @Override
    public Nfs4Result execute(LOCKU4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Locks.Range range = Locks.Range.of(args.offset(), args.length());
        Stateid4 stateid = compound.resolve(args.stateid());
        Client speaker = compound.speaker();
        if (speaker != null) {
            return new LOCKU4.Ok(compound.gave(locks.unlock(stateid, file, range, speaker)));
        }
        return locks.ownerOf(stateid, null)
                .inSequence(
                        args.seqid(),
                        OpCode.LOCKU,
                        compound,
                        () -> new LOCKU4.Ok(locks.unlock(stateid, file, range, null)));
    }
}
