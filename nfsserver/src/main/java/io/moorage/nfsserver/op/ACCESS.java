package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.ACCESS4;
import io.moorage.vfs.Access;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Which of the asked rights the caller has (RFC 7530 section 16.1). */
final class ACCESS implements Operation<ACCESS4.Args> {
    private static final int ALL =
            Access.READ | Access.LOOKUP | Access.MODIFY | Access.EXTEND | Access.DELETE | Access.EXECUTE;
    private static final int DIRECTORY_ONLY = Access.LOOKUP | Access.DELETE;

    private final VirtualFileSystem files;

    ACCESS(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public Nfs4Result execute(ACCESS4.Args args, Compound compound) throws IOException {
        int asked = args.access();
        if ((asked & ~ALL) != 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "unknown access bits");
        }
        int meaningful = compound.type() == FileType.DIRECTORY ? asked & ~Access.EXECUTE : asked & ~DIRECTORY_ONLY;
        int granted = files.access(compound.caller(), compound.current(), meaningful);
        return new ACCESS4.Ok(meaningful, granted);
    }
}
