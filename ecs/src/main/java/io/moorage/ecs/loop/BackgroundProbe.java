package io.moorage.ecs.loop;

import io.moorage.ecs.decide.Reachability;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Turns a probe that takes its time into one that answers at once, by the newest result. */
public final class BackgroundProbe implements InstanceProbe {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Function<String, Reachability> probe;
    private final InstantSource clock;
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    /** @param probe bounded: about a second; called on a virtual thread, never twice at once for the same instance */
    public BackgroundProbe(Function<String, Reachability> probe, InstantSource clock) {
        this.probe = probe;
        this.clock = clock;
    }

    /** @param running a probe is under way */
    private record Result(Reachability said, Instant at, boolean running) {}

    @Override
    public Reachability latest(String ec2InstanceId) {
        Instant now = clock.instant();
        Result known = results.compute(ec2InstanceId, (id, before) -> {
            Result last = before == null ? new Result(Reachability.UNKNOWN, Instant.MIN, false) : before;
            // One that ended at a time to come ended before the clock was set back.
            boolean recent = before != null && now.isBefore(last.at.plus(AGAIN)) && !last.at.isAfter(now);
            if (last.running || recent) {
                return last;
            }
            Thread.ofVirtual().name("probe-" + id).start(() -> run(id));
            return new Result(last.said, last.at, true);
        });
        return known.at.isAfter(now.minus(FRESH)) ? known.said : Reachability.UNKNOWN;
    }

    private void run(String id) {
        Reachability said = Reachability.UNKNOWN;
        try {
            said = probe.apply(id);
        } finally {
            results.put(id, new Result(said, clock.instant(), false));
        }
    }
}
