package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.nfswire.op.READLINK4;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Gives a symbolic link's target (RFC 7530 section 16.25). */
final class READLINK implements Operation<NoArgs> {
    private final VirtualFileSystem files;

    READLINK(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        FileHandle link = compound.current();
        if (compound.type() != FileType.SYMLINK) {
            throw new Nfs4Exception(compound.minorVersion() == 0 ? Nfs4Status.INVAL : Nfs4Status.WRONG_TYPE);
        }
        return new READLINK4.Ok(files.readLink(compound.caller(), link));
    }
}
