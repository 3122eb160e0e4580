package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.FileHandle;
import java.io.IOException;

/** Ends an open and frees its locks (RFC 7530 section 16.2, RFC 8881 section 18.2). */
final class CLOSE implements Operation<CLOSE4.Args> {
    private final Opens opens;

    CLOSE(Opens opens) {
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(CLOSE4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Stateid4 stateid = compound.resolve(args.openStateid());
        Client speaker = compound.speaker();
        if (speaker != null) {
            return new CLOSE4.Ok(compound.gave(opens.close(stateid, file, speaker)));
        }
        return opens.ownerOf(stateid, null)
                .inSequence(
                        args.seqid(), OpCode.CLOSE, compound, () -> new CLOSE4.Ok(opens.close(stateid, file, null)));
    }
}
