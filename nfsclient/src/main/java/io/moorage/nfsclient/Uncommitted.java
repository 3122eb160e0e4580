package io.moorage.nfsclient;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Data the server acknowledged as UNSTABLE: kept to be sent again if it restarts before a COMMIT. Equal only to itself. */
final class Uncommitted {
    private final long offset;
    private final ByteBuffer data;
    private final long verifier;
    private final Chunks home;

    /** Who needs the data: its file, and who sends it again now. At 0 the memory is another's. */
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * @param data from {@code home}, and given back to it
     * @param verifier what the server gave with the WRITE (RFC 8881 section 18.32)
     */
    Uncommitted(long offset, ByteBuffer data, long verifier, Chunks home) {
        this.offset = offset;
        this.data = data;
        this.verifier = verifier;
        this.home = home;
    }

    long offset() {
        return offset;
    }

    /** The memory that keeping it takes. */
    int cost() {
        return Chunks.cost(data.remaining());
    }

    /** False when it was given up: it is durable, or its file is lost. Else it stays until {@link #release}. */
    boolean hold() {
        int now = holders.get();
        while (now > 0 && !holders.compareAndSet(now, now + 1)) {
            now = holders.get();
        }
        return now > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            home.give(data);
        }
    }

    /** Other data is durable where this was written: sent again, this must not bring its own back. */
    void replaceBy(Uncommitted other) {
        ByteBuffer newer = other.data();
        long from = Math.max(offset, other.offset);
        long to = Math.min(offset + data.remaining(), other.offset + newer.remaining());
        if (from < to && hold()) {
            int at = data.position() + (int) (from - offset);
            data.put(at, newer, newer.position() + (int) (from - other.offset), (int) (to - from));
            release();
        }
    }

    /** To be read by who holds it. */
    ByteBuffer data() {
        return data.duplicate();
    }

    long verifier() {
        return verifier;
    }
}
