package io.moorage.crash;

/** What a client asked for and the server acknowledged as durable. */
public enum Deed {
    FILE_SYNC_WRITE,
    DATA_SYNC_WRITE,
    COMMIT,
    TRUNCATE,
    SETATTR,
    CREATE,
    MKDIR,
    SYMLINK,
    LINK,
    RENAME,
    RENAME_OVER,
    UNLINK,
    RMDIR,
    LOCK
}
