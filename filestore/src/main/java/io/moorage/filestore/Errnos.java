package io.moorage.filestore;

import io.moorage.posix.Errno;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;

/** The one place where the kernel's refusals become the seam's. */
final class Errnos {
    private Errnos() {}

    /** Passes a result that is not negative; else throws what minus that errno means. */
    static int check(int result) throws VfsException {
        if (result < 0) {
            throw refusal(-result);
        }
        return result;
    }

    static long check(long result) throws VfsException {
        if (result < 0) {
            throw refusal((int) -result);
        }
        return result;
    }

    static VfsException refusal(int errno) {
        return new VfsException(error(errno), "errno " + errno);
    }

    private static VfsError error(int errno) {
        return switch (errno) {
            case Errno.EPERM -> VfsError.PERM;
            case Errno.ENOENT -> VfsError.NOENT;
            case Errno.ENXIO, Errno.ENODEV -> VfsError.NXIO;
            case Errno.EACCES -> VfsError.ACCES;
            case Errno.EEXIST -> VfsError.EXIST;
            case Errno.EXDEV -> VfsError.XDEV;
            case Errno.ENOTDIR -> VfsError.NOTDIR;
            case Errno.EISDIR -> VfsError.ISDIR;
            case Errno.EINVAL -> VfsError.INVAL;
            case Errno.EFBIG, Errno.EOVERFLOW -> VfsError.FBIG;
            case Errno.ENOSPC -> VfsError.NOSPC;
            case Errno.EROFS -> VfsError.ROFS;
            case Errno.EMLINK -> VfsError.MLINK;
            case Errno.ENAMETOOLONG -> VfsError.NAMETOOLONG;
            case Errno.ENOTEMPTY -> VfsError.NOTEMPTY;
            // Too many open descriptors: EFS says EDQUOT for "too many open files" too.
            case Errno.EDQUOT, Errno.EMFILE, Errno.ENFILE -> VfsError.DQUOT;
            case Errno.ESTALE -> VfsError.STALE;
            case Errno.EOPNOTSUPP -> VfsError.NOTSUPP;
            case Errno.ELOOP -> VfsError.SYMLINK;
            case Errno.EAGAIN, Errno.EBUSY, Errno.ETXTBSY -> VfsError.AGAIN;
            default -> VfsError.IO;
        };
    }
}
