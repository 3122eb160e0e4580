package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.vfs.VfsError;

/** The one place where a file system's errors become NFS statuses (RFC 7530 section 13). */
final class Statuses {
    private Statuses() {}

    static Nfs4Status of(VfsError error) {
        return switch (error) {
            case PERM -> Nfs4Status.PERM;
            case NOENT -> Nfs4Status.NOENT;
            case IO, FENCED -> Nfs4Status.IO;
            case NXIO -> Nfs4Status.NXIO;
            case ACCES -> Nfs4Status.ACCESS;
            case EXIST -> Nfs4Status.EXIST;
            case XDEV -> Nfs4Status.XDEV;
            case NOTDIR -> Nfs4Status.NOTDIR;
            case ISDIR -> Nfs4Status.ISDIR;
            case INVAL -> Nfs4Status.INVAL;
            case FBIG -> Nfs4Status.FBIG;
            case NOSPC -> Nfs4Status.NOSPC;
            case ROFS -> Nfs4Status.ROFS;
            case MLINK -> Nfs4Status.MLINK;
            case NAMETOOLONG -> Nfs4Status.NAMETOOLONG;
            case NOTEMPTY -> Nfs4Status.NOTEMPTY;
            case DQUOT -> Nfs4Status.DQUOT;
            case STALE -> Nfs4Status.STALE;
            case BADHANDLE -> Nfs4Status.BADHANDLE;
            case NOTSUPP -> Nfs4Status.NOTSUPP;
            case SYMLINK, LOOP -> Nfs4Status.SYMLINK;
            case BAD_COOKIE -> Nfs4Status.BAD_COOKIE;
            case AGAIN, INTR -> Nfs4Status.DELAY;
            case DEADLOCK -> Nfs4Status.DEADLOCK;
        };
    }
}
