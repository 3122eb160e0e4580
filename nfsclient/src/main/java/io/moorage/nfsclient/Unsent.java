package io.moorage.nfsclient;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a file's writer was told is written and the server was not: one run of bytes, so that small writes travel as a large one. */
final class Unsent {
    private static final int FIRST_BYTES = 4096;
    private static final byte[] NONE = new byte[0];

    /** Guards all below, also while the bytes are sent: what comes later must not overtake them. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable NfsOpenFile open;
    private long offset;
    private byte[] bytes = NONE;
    private int length;

    /** Bytes on their way from here, written through {@code open}. */
    record Run(NfsOpenFile open, long offset, byte[] bytes, int length) {}

    ReentrantLock lock() {
        return lock;
    }

    /** May be asked without the lock: then it is true of some moment. */
    boolean isEmpty() {
        return open == null;
    }

    /** Nothing is kept, and nothing is on its way. */
    boolean isSettled() {
        return isEmpty() && !lock.isLocked();
    }

    int length() {
        return length;
    }

    /** How many bytes longer a write makes the run; -1 when it does not belong to it. */
    int growth(NfsOpenFile writer, long at, int count) {
        if (open == null) {
            return count;
        }
        boolean touches = open == writer && at >= offset && at <= offset + length;
        return touches ? (int) Math.max(0, at + count - offset - length) : -1;
    }

    /** Takes a write whose {@link #growth} is not negative. */
    void add(NfsOpenFile writer, long at, ByteBuffer source) {
        if (open == null) {
            offset = at;
            length = 0;
        }
        int start = (int) (at - offset);
        int end = start + source.remaining();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST_BYTES, end), 2 * length));
        }
        source.get(bytes, start, source.remaining());
        length = Math.max(length, end);
        open = writer;
    }

    @Nullable
    Run take() {
        NfsOpenFile writer = open;
        if (writer == null) {
            return null;
        }
        Run run = new Run(writer, offset, bytes, length);
        open = null;
        bytes = NONE;
        length = 0;
        return run;
    }

    /** Puts back what was not sent after all. */
    void restore(Run run) {
        open = run.open;
        offset = run.offset;
        bytes = run.bytes;
        length = run.length;
    }
}
