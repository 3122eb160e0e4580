package io.moorage.cloudwatch.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How finely values are kept, and for how long. CloudWatch keeps minutes for 15 days, five minutes for 63 and hours for 455;
 * this is shorter, so that what is kept of a metric stays below 300 KB of memory.
 */
enum Tier {
    MINUTE(0, 60, Duration.ofDays(1)),
    FIVE_MINUTES(1, 300, Duration.ofDays(15)),
    HOUR(2, 3600, Duration.ofDays(63));

    static final List<Tier> ALL = List.of(values());

    private final int number;
    private final int seconds;
    private final Duration kept;

    /** @param number in {@link #ALL}, and in logs */
    Tier(int number, int seconds, Duration kept) {
        this.number = number;
        this.seconds = seconds;
        this.kept = kept;
    }

    int number() {
        return number;
    }

    /** The number of the time slot that holds {@code time}. */
    int slot(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), seconds));
    }

    Instant start(int slot) {
        return Instant.ofEpochSecond((long) slot * seconds);
    }

    /** The oldest slot that is kept. */
    int oldest(Instant now) {
        return slot(now.minus(kept));
    }

    /** The finest tier that goes back to {@code time}; the longest when none does. */
    static Tier reaching(Instant time, Instant now) {
        return Arrays.stream(values())
                .filter(tier -> !time.isBefore(now.minus(tier.kept)))
                .findFirst()
                .orElse(HOUR);
    }
}
