package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.Response.Counts;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one load balancer carries (guide, "CloudWatch metrics for your Classic Load Balancer"). Thread-safe. */
public final class Meter {
    private static final int HUNDREDS = 6;

    private final LongAdder requests = new LongAdder();
    private final LongAdder latencyMicros = new LongAdder();
    private final LongAdder connectionErrors = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final AtomicLongArray own = new AtomicLongArray(HUNDREDS);
    private final AtomicLongArray answers = new AtomicLongArray(HUNDREDS);

    /** A connection to an instance was made for a client, whose bytes it carries. */
    public void connected(long nanos) {
        requests.increment();
        latencyMicros.add(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** An instance answered a request. */
    public void answered(int status, long nanos) {
        connected(nanos);
        count(answers, status);
    }

    /** The load balancer answered a request by itself. */
    public void answeredItself(int status) {
        count(own, status);
    }

    private static void count(AtomicLongArray counts, int status) {
        int hundreds = status / 100;
        if (hundreds > 0 && hundreds < HUNDREDS) {
            counts.incrementAndGet(hundreds);
        }
    }

    /** An instance is being called for a client. */
    public void dialing() {
        waiting.increment();
    }

    /** It was called, however that ended. */
    public void dialed() {
        waiting.decrement();
    }

    /** An instance took no connection. */
    public void notConnected() {
        connectionErrors.increment();
    }

    /** No instance took a client's connection or request. */
    public void nobody() {
        rejected.increment();
    }

    Counts counts() {
        return new Counts(
                requests.sum(),
                latencyMicros.sum(),
                connectionErrors.sum(),
                waiting.sum(),
                rejected.sum(),
                byHundreds(own),
                byHundreds(answers));
    }

    private static Map<Integer, Long> byHundreds(AtomicLongArray counts) {
        Map<Integer, Long> some = new TreeMap<>();
        for (int i = 0; i < HUNDREDS; i++) {
            if (counts.get(i) > 0) {
                some.put(i, counts.get(i));
            }
        }
        return some;
    }
}
