package io.moorage.agent.session;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long the agent may go on without hearing its control plane. Counted on a clock that only goes forward, from the
 * moment a heartbeat arrived. Safe for use by many threads.
 *
 * <p>Invariant: once lapsed it stays lapsed until {@link #renew} is called.
 */
public final class Lease {
    private final Consumer<Duration> changed;
    private long renewedAtNanos;
    private long lengthNanos;

    /** @param length until the first heartbeat says otherwise; zero: no lease was ever given, so none can lapse */
    public Lease(long nowNanos, Duration length) {
        this(nowNanos, length, _ -> {});
    }

    /** @param changed hears of another length */
    public Lease(long nowNanos, Duration length, Consumer<Duration> changed) {
        this.changed = changed;
        this.renewedAtNanos = nowNanos;
        this.lengthNanos = length.toNanos();
    }

    public synchronized void renew(long nowNanos, Duration length) {
        renewedAtNanos = nowNanos;
        if (lengthNanos != length.toNanos()) {
            lengthNanos = length.toNanos();
            changed.accept(length);
        }
    }

    public synchronized boolean lapsed(long nowNanos) {
        return lengthNanos > 0 && nowNanos - renewedAtNanos > lengthNanos;
    }
}
