package io.moorage.fuse;

import io.moorage.vfs.VfsError;

/** Linux's error numbers, and the one place where a {@link VfsError} becomes one. */
final class Errno {
    static final int OK = 0;
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;
    static final int EPROTO = 71;
    static final int EILSEQ = 84;
    static final int ESTALE = 116;

    private Errno() {}

    static int of(VfsError error) {
        return switch (error) {
            case PERM -> EPERM;
            case NOENT -> ENOENT;
            case IO, FENCED -> EIO;
            case INTR -> EINTR;
            case NXIO -> 6;
            case ACCES -> EACCES;
            case EXIST -> 17;
            case XDEV -> 18;
            case NOTDIR -> 20;
            case ISDIR -> 21;
            case INVAL, SYMLINK, BAD_COOKIE -> EINVAL;
            case FBIG -> 27;
            case NOSPC -> 28;
            case ROFS -> 30;
            case MLINK -> 31;
            case NAMETOOLONG -> 36;
            case NOTEMPTY -> 39;
            case DQUOT -> 122;
            case STALE, BADHANDLE -> ESTALE;
            case NOTSUPP -> 95;
            case LOOP -> 40;
            case AGAIN -> EAGAIN;
            case DEADLOCK -> 35;
        };
    }
}
