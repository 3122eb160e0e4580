package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;

/** Which operation goes with which kind of object (RFC 7530 section 13.1.2, RFC 8881 section 15.1.2). */
final class Types {
    private Types() {}

    static void requireDirectory(Compound compound) throws IOException {
        requireDirectory(compound.type());
    }

    static void requireDirectory(FileType type) throws Nfs4Exception {
        if (type != FileType.DIRECTORY) {
            throw new Nfs4Exception(type == FileType.SYMLINK ? Nfs4Status.SYMLINK : Nfs4Status.NOTDIR);
        }
    }

    static void requireRegular(Compound compound) throws IOException {
        FileType type = compound.type();
        if (type == FileType.REGULAR) {
            return;
        }
        if (type == FileType.DIRECTORY) {
            throw new Nfs4Exception(Nfs4Status.ISDIR);
        }
        if (compound.minorVersion() == 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL);
        }
        throw new Nfs4Exception(type == FileType.SYMLINK ? Nfs4Status.SYMLINK : Nfs4Status.WRONG_TYPE);
    }

    /** A lookup in what is no directory: a symbolic link is told apart, without a look at it on the usual path. */
    static IOException refined(VfsException e, Compound compound) throws IOException {
        if (e.error() == VfsError.NOTDIR && compound.type() == FileType.SYMLINK) {
            return new Nfs4Exception(Nfs4Status.SYMLINK);
        }
        return e;
    }
}
