package io.moorage.nfsserver.throttle;

import io.moorage.nfsserver.WorkKind;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one file system's clients within limits, if there are any, and counts what they do in any case. Nothing fails and no
 * thread waits: a connection whose file system is in debt is read again when that is paid. Safe for many threads.
 */
public final class Throttle {
    /** EFS User Guide, "Performance": every request is metered as 4 KiB at least. */
    private static final long LEAST_BYTES = 4096;

    /** A read is metered at a third of other requests. */
    private static final int READ_DISCOUNT = 3;

    /** Requests renew leases too, so none waits for longer than a small part of one. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongAdder metered = new LongAdder();
    private final Budget all = new Budget();
    private final Budget reads = new Budget();
    private final Budget writes = new Budget();
    private final ConcurrentHashMap<InetAddress, Budget> clients = new ConcurrentHashMap<>();
    private volatile @Nullable Limits limits;

    private static final class Budget {
        private TokenBucket bucket = new TokenBucket(0, System.nanoTime());

        synchronized void charge(long bytes, double rate, long nowNanos) {
            if (Double.isFinite(rate)) {
                bucket = bucket.at(nowNanos, rate).charged(bytes);
            }
        }

        synchronized long nanosInDebt(double rate, long nowNanos) {
            return Double.isFinite(rate) ? bucket.at(nowNanos, rate).nanosInDebt(rate) : 0;
        }
    }

    /** From now on these hold; null: nobody waits. */
    public void limit(@Nullable Limits wanted) {
        limits = wanted;
    }

    public boolean isLimiting() {
        return limits != null;
    }

    /** Bytes that EFS would have metered since the start. */
    public long meteredBytes() {
        return metered.sum();
    }

    /** A request of a client was served. */
    public void charge(InetAddress client, WorkKind kind, long bytes, long nowNanos) {
        if (kind == WorkKind.NONE) {
            return;
        }
        long least = Math.max(LEAST_BYTES, bytes);
        long counted = kind == WorkKind.DATA_READ ? least / READ_DISCOUNT : least;
        metered.add(counted);
        Limits now = limits;
        if (now != null) {
            all.charge(counted, now.metered(), nowNanos);
            (kind == WorkKind.DATA_READ ? reads : writes)
                    .charge(least, kind == WorkKind.DATA_READ ? now.read() : now.written(), nowNanos);
            clients.computeIfAbsent(client, address -> new Budget()).charge(least, now.ofOneClient(), nowNanos);
        }
    }

    /** How long the client's next request is to wait, in nanoseconds; 0: not at all. */
    public long delayNanos(InetAddress client, long nowNanos) {
        Limits now = limits;
        if (now == null) {
            return 0;
        }
        Budget own = clients.get(client);
        long shared = Math.max(
                all.nanosInDebt(now.metered(), nowNanos),
                Math.max(reads.nanosInDebt(now.read(), nowNanos), writes.nanosInDebt(now.written(), nowNanos)));
        long mine = own == null ? 0 : own.nanosInDebt(now.ofOneClient(), nowNanos);
        return Math.min(MOST_NANOS, Math.max(shared, mine));
    }
}
