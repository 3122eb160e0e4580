package io.moorage.fuse;

/** INIT: what the kernel offers and what is taken of it (struct fuse_init_in, struct fuse_init_out). */
final class Negotiation {
    static final int MAX_WRITE = 1 << 20;

    private static final int MAJOR = 7;
    private static final int MINOR = 38;

    /** The first minor version with max_pages, without which requests carry at most 128 KiB. */
    private static final int OLDEST_MINOR = 28;

    private static final int ASYNC_READ = 1;
    private static final int POSIX_LOCKS = 1 << 1;
    private static final int BIG_WRITES = 1 << 5;
    private static final int FLOCK_LOCKS = 1 << 10;
    private static final int AUTO_INVAL_DATA = 1 << 12;
    private static final int DO_READDIRPLUS = 1 << 13;
    private static final int READDIRPLUS_AUTO = 1 << 14;
    private static final int ASYNC_DIO = 1 << 15;
    private static final int PARALLEL_DIROPS = 1 << 18;

    /** The file system clears setuid and setgid at WRITE, SETATTR of the size and of owners: the kernel need not. */
    private static final int HANDLE_KILLPRIV = 1 << 19;

    private static final int MAX_PAGES = 1 << 22;

    private static final int TAKEN = ASYNC_READ
            | BIG_WRITES
            | AUTO_INVAL_DATA
            | DO_READDIRPLUS
            | READDIRPLUS_AUTO
            | ASYNC_DIO
            | PARALLEL_DIROPS
            | HANDLE_KILLPRIV
            | MAX_PAGES;

    private static final int PAGE_BYTES = 4096;
    private static final int MAX_BACKGROUND = 64;
    private static final int CONGESTION = 48;
    private static final int TIME_GRANULARITY_NANOS = 1;

    private Negotiation() {}

    static void answer(Request request, Reply reply, boolean locks) throws FuseException {
        int major = request.int32(0);
        int minor = request.int32(4);
        if (major < MAJOR || (major == MAJOR && minor < OLDEST_MINOR)) {
            throw new FuseException(Errno.EPROTO);
        }
        reply.int32(MAJOR);
        reply.int32(Math.min(minor, MINOR));
        reply.int32(request.int32(8));
        reply.int32(request.int32(12) & (TAKEN | (locks ? POSIX_LOCKS | FLOCK_LOCKS : 0)));
        reply.int16(MAX_BACKGROUND);
        reply.int16(CONGESTION);
        reply.int32(MAX_WRITE);
        reply.int32(TIME_GRANULARITY_NANOS);
        reply.int16(MAX_WRITE / PAGE_BYTES);
        reply.zeros(34);
    }
}
