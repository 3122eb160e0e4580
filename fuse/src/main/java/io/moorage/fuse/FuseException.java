package io.moorage.fuse;

/** A refusal in the kernel's own words, for what a file system never sees. No stack trace: an ordinary answer. */
final class FuseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int errno;

    FuseException(int errno) {
        super("errno " + errno, null, false, false);
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
