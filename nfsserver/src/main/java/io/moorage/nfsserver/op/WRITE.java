package io.moorage.nfsserver.op;

import io.moorage.nfsserver.WorkKind;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfsserver.state.SharedOpenFile;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.vfs.Access;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes (RFC 7530 section 16.36). */
final class WRITE implements Operation<WRITE4.Args> {
    private final VirtualFileSystem files;
    private final Opens opens;

    WRITE(VirtualFileSystem files, Opens opens) {
        this.files = files;
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(WRITE4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Stateid4 stateid = compound.resolve(args.stateid());
        SharedOpenFile opened = opens.forIo(stateid, file, true, compound.speaker());
        if (opened == null) {
            Types.requireRegular(compound);
            opened = new SharedOpenFile(
                    files.open(compound.caller(), file, OpenIntent.WRITE),
                    OpenIntent.WRITE,
                    compound.caller().uid());
        } else {
            OpenRight.check(files, opened, Access.MODIFY, compound);
        }
        try {
            return write(args, opened, compound);
        } finally {
            opened.release();
        }
    }

    private Nfs4Result write(WRITE4.Args args, SharedOpenFile opened, Compound compound) throws IOException {
        ByteBuffer data = args.data();
        int count = data.remaining();
        if (args.offset() < 0 || args.offset() > FileLimits.EFS.fileBytes() - count) {
            throw new Nfs4Exception(Nfs4Status.FBIG);
        }
        Stability wanted = stability(args.stable());
        switch (wanted) {
            case UNSTABLE -> {}
            case DATA_SYNC -> compound.host().mayBlock();
            case FILE_SYNC -> compound.changesFiles();
        }
        // As it was before the data was taken: a sync that fails meanwhile may lose it.
        long verifier = files.writeVerifier();
        Stability reached = count == 0 ? wanted : files.write(opened.file(), args.offset(), data, wanted);
        compound.changed();
        compound.moved(WorkKind.DATA_WRITE, count);
        return new WRITE4.Ok(count, stableHow(reached), verifier);
    }

    private static Stability stability(StableHow4 how) {
        return switch (how) {
            case UNSTABLE4 -> Stability.UNSTABLE;
            case DATA_SYNC4 -> Stability.DATA_SYNC;
            case FILE_SYNC4 -> Stability.FILE_SYNC;
        };
    }

    private static StableHow4 stableHow(Stability stability) {
        return switch (stability) {
            case UNSTABLE -> StableHow4.UNSTABLE4;
            case DATA_SYNC -> StableHow4.DATA_SYNC4;
            case FILE_SYNC -> StableHow4.FILE_SYNC4;
        };
    }
}
