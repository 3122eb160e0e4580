package io.moorage.model.ecs;

import java.time.Duration;
import java.time.Instant;

/** How long a service waits that tries to start tasks which never run (ECS guide, "Service throttle logic"). */
final class Throttle {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 20;

    /** Twice as long with each failure. */
    static Instant after(int failures, Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private Throttle() {}
}
