package io.moorage.nfsserver.op;

import io.moorage.nfsserver.WorkKind;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfsserver.state.SharedOpenFile;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.Access;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads (RFC 7530 section 16.23). */
final class READ implements Operation<READ4.Args> {
    private final VirtualFileSystem files;
    private final Opens opens;

    READ(VirtualFileSystem files, Opens opens) {
        this.files = files;
        this.opens = opens;
    }

    @Override
    public Nfs4Result execute(READ4.Args args, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Stateid4 stateid = compound.resolve(args.stateid());
        SharedOpenFile opened = opens.forIo(stateid, file, false, compound.speaker());
        if (opened != null) {
            OpenRight.check(files, opened, Access.READ, compound);
            return new InPlace(files, opened, args.offset(), args.count(), compound);
        }
        Types.requireRegular(compound);
        return new InPlace(
                files,
                new SharedOpenFile(
                        files.open(compound.caller(), file, OpenIntent.READ),
                        OpenIntent.READ,
                        compound.caller().uid()),
                args.offset(),
                args.count(),
                compound);
    }

    /** Reads while it is written, so that the data goes from the file straight into the reply. */
    private record InPlace(VirtualFileSystem files, SharedOpenFile opened, long offset, int count, Compound compound)
            implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) throws IOException {
            try {
                int eofAt = out.position();
                int most = Integer.compareUnsigned(count, Nfs4Limits.IO) > 0 ? Nfs4Limits.IO : count;
                out.int32(0);
                ByteBuffer target = out.reserve(most);
                int bytes = isBeyondAnyFile() ? 0 : Math.max(0, files.read(opened.file(), offset, target));
                out.fill(bytes);
                compound.moved(WorkKind.DATA_READ, bytes);
                out.patch(eofAt, reachesEnd(bytes, most) ? 1 : 0);
            } finally {
                opened.release();
            }
        }

        private boolean isBeyondAnyFile() {
            return offset < 0 || offset > FileLimits.EFS.fileBytes();
        }

        /** Short means the end; a full read may end exactly there (RFC 7530 section 16.23.4). */
        private boolean reachesEnd(int bytes, int most) throws VfsException {
            return isBeyondAnyFile() || (bytes < most && most > 0) || offset + bytes >= files.sizeOf(opened.file());
        }
    }
}
