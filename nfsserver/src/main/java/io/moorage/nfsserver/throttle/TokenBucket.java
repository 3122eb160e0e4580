package io.moorage.nfsserver.throttle;

/**
 * A budget that fills at a rate and may be overdrawn: what was done is charged when its size is known, and the next one waits
 * until the debt is paid. So the rate is kept over time, whatever the sizes.
 *
 * @param bytes left; below 0 in debt
 * @param atNanos when that was so, by {@link System#nanoTime}
 */
record TokenBucket(double bytes, long atNanos) {
    private static final double NANOS = 1e9;

    /** How long an unused budget is saved up, in seconds of its rate. */
    private static final double SAVED_SECONDS = 0.1;

    /** @param rate bytes per second since the time it was told for */
    TokenBucket at(long nowNanos, double rate) {
        double earned = rate * Math.max(0, nowNanos - atNanos) / NANOS;
        return new TokenBucket(Math.min(rate * SAVED_SECONDS, bytes + earned), nowNanos);
    }

    TokenBucket charged(long taken) {
        return new TokenBucket(bytes - taken, atNanos);
    }

    /** How long it stays in debt at a rate. */
    long nanosInDebt(double rate) {
        return bytes >= 0 ? 0 : (long) Math.ceil(-bytes / rate * NANOS);
    }
}
