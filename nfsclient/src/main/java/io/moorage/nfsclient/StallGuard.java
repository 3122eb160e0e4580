package io.moorage.nfsclient;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends a connection on which a call gets no reply for too long, while it is not yet or no longer in everyone's use. */
final class StallGuard {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RpcConnection way;
    private final long stalledNanos;
    private final Thread thread;
    private volatile boolean over;

    StallGuard(RpcConnection way, Duration stalled) {
        this.way = way;
        this.stalledNanos = stalled.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("nfs-stall").start(this::watch);
    }

    private void watch() {
        while (!over && !way.isBroken()) {
            long now = System.nanoTime();
            if (now - way.oldestSentAt(now) > stalledNanos) {
                way.fail(new IOException("no reply for " + TimeUnit.NANOSECONDS.toMillis(stalledNanos) + " ms"));
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    void end() {
        over = true;
        LockSupport.unpark(thread);
    }
}
