package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfsserver.state.Share;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_DOWNGRADE4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reduces the access of an open (RFC 7530 section 16.19). */
final class OPEN_DOWNGRADE implements Operation<OPEN_DOWNGRADE4.Args> {
    private final Opens opens;

    OPEN_DOWNGRADE(Opens opens) {
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(OPEN_DOWNGRADE4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Stateid4 stateid = compound.resolve(args.stateid());
        Client speaker = compound.speaker();
        if (speaker != null) {
            return new OPEN_DOWNGRADE4.Ok(compound.gave(downgraded(args, stateid, file, speaker)));
        }
        return opens.ownerOf(stateid, null)
                .inSequence(
                        args.seqid(),
                        OpCode.OPEN_DOWNGRADE,
                        compound,
                        () -> new OPEN_DOWNGRADE4.Ok(downgraded(args, stateid, file, null)));
    }

    private Stateid4 downgraded(OPEN_DOWNGRADE4.Args args, Stateid4 stateid, FileHandle file, @Nullable Client speaker)
            throws IOException {
        int access = args.shareAccess();
        int deny = args.shareDeny();
        if (access < 1 || access > OPEN4.SHARE_ACCESS_BOTH || deny < 0 || deny > OPEN4.SHARE_ACCESS_BOTH) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "share access or deny");
        }
        return opens.downgrade(stateid, file, new Share(access, deny), speaker);
    }
}
