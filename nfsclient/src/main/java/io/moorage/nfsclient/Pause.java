package io.moorage.nfsclient;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ever longer waits between tries, up to a bound. */
final class Pause {
    private final long longestNanos;
    private long nextNanos;

    Pause(long firstMillis, long longestMillis) {
        this.nextNanos = TimeUnit.MILLISECONDS.toNanos(firstMillis);
        this.longestNanos = TimeUnit.MILLISECONDS.toNanos(longestMillis);
    }

    /** For a server that asked to be asked later (NFS4ERR_DELAY, NFS4ERR_GRACE). */
    static Pause forServer() {
        return new Pause(10, 1000);
    }

    /** The next wait's length. */
    long next() {
        long now = nextNanos;
        nextNanos = Math.min(nextNanos * 2, longestNanos);
        return now;
    }

    void take() {
        long until = System.nanoTime() + next();
        // A wake-up left over from an exchange must not cut it short.
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
