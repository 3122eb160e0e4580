package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;

/** Which operation goes with which kind of object (RFC 7530 section 13.1.2, RFC 8881 section 15.1.2). */
final class Types {
    private Types() {}

    static void requireDirectory(Compound compound) throws IOException {
        requireDirectory(compound.attributes());
    }

    static void requireDirectory(Attributes attributes) throws Nfs4Exception {
        if (!attributes.isDirectory()) {
            throw new Nfs4Exception(attributes.type() == FileType.SYMLINK ? Nfs4Status.SYMLINK : Nfs4Status.NOTDIR);
        }
    }

    static void requireRegular(Compound compound) throws IOException {
        requireRegular(compound.attributes(), compound);
    }

    static void requireRegular(Attributes attributes, Compound compound) throws Nfs4Exception {
        if (attributes.type() == FileType.REGULAR) {
            return;
        }
        if (attributes.isDirectory()) {
            throw new Nfs4Exception(Nfs4Status.ISDIR);
        }
        if (compound.minorVersion() == 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL);
        }
        throw new Nfs4Exception(attributes.type() == FileType.SYMLINK ? Nfs4Status.SYMLINK : Nfs4Status.WRONG_TYPE);
    }

    /** A lookup in what is no directory: a symbolic link is told apart, without a look at it on the usual path. */
    static IOException refined(VfsException e, Compound compound) throws IOException {
        if (e.error() == VfsError.NOTDIR && compound.attributes().type() == FileType.SYMLINK) {
            return new Nfs4Exception(Nfs4Status.SYMLINK);
        }
        return e;
    }
}
