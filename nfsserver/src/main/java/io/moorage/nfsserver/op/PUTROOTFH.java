package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.op.NoArgs;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Goes to the root (RFC 7530 section 16.22, and PUTPUBFH of section 16.21, whose public root is the same). */
final class PUTROOTFH implements Operation<NoArgs> {
    private final VirtualFileSystem files;

    PUTROOTFH(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(NoArgs args, Compound compound) throws IOException {
        compound.setCurrentOfType(files.root(), FileType.DIRECTORY);
        return Nfs4Result.VOID;
    }
}
