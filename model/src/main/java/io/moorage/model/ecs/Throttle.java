package io.moorage.model.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a service waits that tries to start tasks which never run (ECS guide, "Service throttle logic"). */
final class Throttle {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 20;

    /** Twice as long with each failure. */
    static Instant after(int failures, Instant now) {
        return now.plus(pause(failures));
    }

    /**
     * Whether {@code notBefore}, which so many failures gave cause for, is still to come. One that is further away than that
     * was of a clock that has been set back since, and nobody is to wait for it.
     */
    static boolean holds(Optional<Instant> notBefore, int failures, Instant now) {
        return notBefore
                .filter(time -> now.isBefore(time) && !time.isAfter(after(failures, now)))
                .isPresent();
    }

    private static Duration pause(int failures) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private Throttle() {}
}
