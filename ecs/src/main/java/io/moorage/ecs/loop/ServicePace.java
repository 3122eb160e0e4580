package io.moorage.ecs.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When a service may be looked at again. A look at a large one counts all of its tasks, and each of these reports several times while
 * it starts: looks are so far apart that they cost a small part of the time, however many there are. Of one thread.
 */
final class ServicePace {
    /** With no more tasks than this a look costs next to nothing. */
    static final int SMALL = 1_000;

    /** Some fifty times what a look takes for each. */
    static final Duration PER_TASK = Duration.ofNanos(20_000);

    private final Map<String, Instant> next = new HashMap<>();

    boolean mayLook(String service, Instant now) {
        return !now.isBefore(next.getOrDefault(service, Instant.MIN));
    }

    /** Every service may be looked at now. */
    void forget() {
        next.clear();
    }

    /** @param tasks how many were counted */
    void looked(String service, int tasks, Instant now) {
        if (tasks > SMALL) {
            next.put(service, now.plus(PER_TASK.multipliedBy(tasks)));
        } else {
            next.remove(service);
        }
    }
}
