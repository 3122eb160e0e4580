package io.moorage.vfs;

/** How to meet a name that is already there (RFC 7530 section 16.16.5 createmode4). */
public sealed interface CreateMode {
    /** Take the existing regular file. */
    record Unchecked() implements CreateMode {}

    /** Refuse with EXIST. */
    record Guarded() implements CreateMode {}

    /** Take the existing file only when the same verifier made it: a repeated request after a lost reply. */
    record Exclusive(long verifier) implements CreateMode {}
}
