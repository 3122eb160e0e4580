package io.moorage.vfs;

/** Why a file system refused, in POSIX's words. NFS statuses and errnos are made from these in one place each. */
public enum VfsError {
    PERM,
    NOENT,
    IO,
    NXIO,
    ACCES,
    EXIST,
    XDEV,
    NOTDIR,
    ISDIR,
    INVAL,
    FBIG,
    NOSPC,
    ROFS,
    MLINK,
    NAMETOOLONG,
    NOTEMPTY,
    DQUOT,
    /** The handle names a file that is gone. */
    STALE,
    /** The handle was never made by this file system. */
    BADHANDLE,
    NOTSUPP,
    /** Not a symbolic link, or a symbolic link where none may stand. */
    SYMLINK,
    /** A directory cookie that this directory never gave out. */
    BAD_COOKIE,
    LOOP,
    /** A lock is held by another owner; try later. */
    AGAIN,
    DEADLOCK,
    /** Nobody waits for the call any more ({@link Withdrawable}); it was not carried out. */
    INTR,
    /** The mount was withdrawn: the server fenced this client, or the file system was closed. */
    FENCED
}
