package io.moorage.base;

import java.time.Duration;

/**
 * How long to wait before trying again: doubling from {@code first}, never longer than {@code longest}.
 *
 * @param first after the first failure
 */
public record Backoff(Duration first, Duration longest) {
    private static final int ENOUGH_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff grows from above zero, not from " + first + " to " + longest);
        }
    }

    /** The wait after this many failures in a row; none after none. */
    public Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, ENOUGH_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
