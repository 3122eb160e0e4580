package io.moorage.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: 250 ms, growing by half up to {@code longest}, each spread by a fifth either way. */
final class Reconnect {
    private static final double FIRST_MILLIS = 250;
    private static final double FACTOR = 1.5;
    private static final double SPREAD = 0.2;

    private final double longestMillis;
    private final RandomGenerator random;
    private double nextMillis = FIRST_MILLIS;

    Reconnect(Duration longest, RandomGenerator random) {
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    Duration next() {
        double pause = nextMillis * (1 - SPREAD + 2 * SPREAD * random.nextDouble());
        nextMillis = Math.min(longestMillis, nextMillis * FACTOR);
        return Duration.ofMillis(Math.round(pause));
    }

    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
