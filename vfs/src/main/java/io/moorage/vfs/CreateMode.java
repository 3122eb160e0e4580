package io.moorage.vfs;

/** How to meet a name that is already there (RFC 7530 section 16.16.5 createmode4). */
public sealed interface CreateMode {
    /**
     * Take the existing regular file as it is: the initial attributes are for a new one only. To truncate an existing
     * one is its opener's, once the open was granted. A directory there is ISDIR, a symbolic link SYMLINK, else INVAL.
     */
    record Unchecked() implements CreateMode {}

    /** Refuse with EXIST. */
    record Guarded() implements CreateMode {}

    /** Take the existing file only when the same verifier made it: a repeated request after a lost reply. */
    record Exclusive(long verifier) implements CreateMode {}
}
