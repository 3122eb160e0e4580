package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;

/** The one place where an nfsstat4 becomes a {@link VfsError}. */
final class Errors {
    private Errors() {}

    static VfsException of(Nfs4Exception refused) {
        return new VfsException(of(refused.status()), "NFS4ERR_" + refused.status());
    }

    static VfsError of(Nfs4Status status) {
        return switch (status) {
            case PERM -> VfsError.PERM;
            case NOENT -> VfsError.NOENT;
            case NXIO -> VfsError.NXIO;
            case ACCESS, WRONGSEC -> VfsError.ACCES;
            case EXIST -> VfsError.EXIST;
            case XDEV -> VfsError.XDEV;
            case NOTDIR -> VfsError.NOTDIR;
            case ISDIR -> VfsError.ISDIR;
            case INVAL, BADNAME, BADCHAR, BADOWNER, BADTYPE, WRONG_TYPE, LOCK_RANGE, BAD_RANGE -> VfsError.INVAL;
            case FBIG -> VfsError.FBIG;
            case NOSPC -> VfsError.NOSPC;
            case ROFS -> VfsError.ROFS;
            case MLINK -> VfsError.MLINK;
            case NAMETOOLONG -> VfsError.NAMETOOLONG;
            case NOTEMPTY -> VfsError.NOTEMPTY;
            case DQUOT, RESOURCE -> VfsError.DQUOT;
            case STALE, FHEXPIRED -> VfsError.STALE;
            case BADHANDLE -> VfsError.BADHANDLE;
            case BAD_COOKIE, NOT_SAME -> VfsError.BAD_COOKIE;
            case NOTSUPP, ATTRNOTSUPP, LOCK_NOTSUPP, OP_ILLEGAL -> VfsError.NOTSUPP;
            case SYMLINK -> VfsError.SYMLINK;
            case DENIED, LOCKED, SHARE_DENIED, FILE_OPEN -> VfsError.AGAIN;
            case DEADLOCK -> VfsError.DEADLOCK;
            case EXPIRED, ADMIN_REVOKED, BAD_STATEID, STALE_STATEID, OLD_STATEID -> VfsError.FENCED;
            case OPENMODE -> VfsError.ACCES;
            default -> VfsError.IO;
        };
    }

    /** Whether the server knows the stateid no longer. */
    static boolean stateIsGone(Nfs4Status status) {
        return switch (status) {
            case EXPIRED, ADMIN_REVOKED, BAD_STATEID, STALE_STATEID, DELEG_REVOKED -> true;
            default -> false;
        };
    }
}
