package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Locks;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Locks a byte range, or says who is in the way (RFC 7530 section 16.10, RFC 8881 section 18.10). */
final class LOCK implements Operation<LOCK4.Args> {
    private final Opens opens;
    private final Locks locks;

    LOCK(Opens opens, Locks locks) {
        this.opens = opens;
        this.locks = locks;
    }

    @Override
    public Nfs4Result execute(LOCK4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Types.requireRegular(compound);
        Locks.Wish wish =
                new Locks.Wish(file, args.type(), Locks.Range.of(args.offset(), args.length()), args.reclaim());
        Nfs4Result result =
                switch (args.locker()) {
                    case LOCK4.Locker.NewOwner first -> first(wish, first, compound);
                    case LOCK4.Locker.KnownOwner further -> further(wish, further, compound);
                };
        if (result instanceof LOCK4.Ok ok) {
            compound.gave(ok.stateid());
        }
        return result;
    }

    private Nfs4Result first(Locks.Wish wish, LOCK4.Locker.NewOwner locker, Compound compound) throws IOException {
        Client speaker = compound.speaker();
        Stateid4 openStateid = compound.resolve(locker.openStateid());
        if (speaker != null) {
            return locks.lock(wish, openStateid, locker.owner(), 0, speaker);
        }
        return opens.ownerOf(openStateid, null)
                .inSequence(
                        locker.openSeqid(),
                        OpCode.LOCK,
                        compound,
                        () -> locks.lock(wish, openStateid, locker.owner(), locker.lockSeqid(), null));
    }

    private Nfs4Result further(Locks.Wish wish, LOCK4.Locker.KnownOwner locker, Compound compound) throws IOException {
        Client speaker = compound.speaker();
        Stateid4 lockStateid = compound.resolve(locker.lockStateid());
        if (speaker != null) {
            return locks.lock(wish, lockStateid, speaker);
        }
        return locks.ownerOf(lockStateid, null)
                .inSequence(locker.lockSeqid(), OpCode.LOCK, compound, () -> locks.lock(wish, lockStateid, null));
    }
}
