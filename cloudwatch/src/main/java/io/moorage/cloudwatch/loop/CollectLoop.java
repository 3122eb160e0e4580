package io.moorage.cloudwatch.loop;

import io.moorage.cloudwatch.MetricSource;
import io.moorage.cloudwatch.metric.MetricStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in what services measure, and makes all metrics durable. */
public final class CollectLoop {
    private static final Logger LOG = System.getLogger(CollectLoop.class.getName());

    /** Several times a minute, so that what is counted in a minute happened in it, but for a few seconds. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Map<String, MetricSource> sources;
    private final MetricStore metrics;
    private final InstantSource clock;
    private final Set<String> silent = new HashSet<>();
    private volatile List<String> waitingFor = List.of();

    /** @param sources by the namespace they measure for */
    public CollectLoop(Map<String, MetricSource> sources, MetricStore metrics, InstantSource clock) {
        this.sources = Map.copyOf(sources);
        this.metrics = metrics;
        this.clock = clock;
    }

    public Duration step() throws InterruptedException {
        for (Map.Entry<String, MetricSource> source : sources.entrySet()) {
            Instant now = clock.instant();
            try {
                metrics.put(source.getValue().sample(now), now);
                silent.remove(source.getKey());
            } catch (IOException e) {
                if (silent.add(source.getKey())) {
                    LOG.log(Level.WARNING, "no metrics of {0}: {1}", source.getKey(), e.getMessage());
                }
            }
        }
        waitingFor = silent.stream()
                .sorted()
                .map(namespace -> "metrics of " + namespace)
                .toList();
        Instant now = clock.instant();
        metrics.save(now);
        return untilNext(now);
    }

    /** Looks begin with the minute, so that what it measured is there before alarms look at it. */
    private static Duration untilNext(Instant now) {
        long interval = INTERVAL.toMillis();
        return Duration.ofMillis(interval - Math.floorMod(now.toEpochMilli(), interval));
    }

    /** What does not answer, in words. */
    public List<String> waitingFor() {
        return waitingFor;
    }
}
