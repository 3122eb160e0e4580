package io.moorage.cloudwatch.metric;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Every measured value, summed up by time slot. Thread-safe.
 *
 * <p>Memory is bounded: slots go when their time is over, and where there are more metrics or slots than fit, the metrics that
 * were not written or read for the longest time go first. What was put is on disk after the next {@link #save}; a crash loses what
 * came since.
 */
public final class MetricStore implements AutoCloseable {
    private static final int MOST_METRICS = 10_000;
    private static final int MOST_POINTS = 1_000_000;

    /** A log is written anew when it is longer than twice what is kept, and this. */
    private static final long SMALL_LOG_BYTES = 8 << 20;

    private static final long POINT_BYTES = 42;

    private final ReentrantLock lock = new ReentrantLock();

    /** By unit. Guarded by lock; in the order in which they were last used. */
    private final Map<Metric, NavigableMap<String, Series>> series = new LinkedHashMap<>(16, 0.75f, true);

    /** Guarded by lock. */
    private int lastId;

    /** What the log holds is not what is kept, and it is to be written anew. Guarded by lock. */
    private boolean logIsStale;

    /** Of the thread that saves alone. */
    private final @Nullable MetricLog log;

    private MetricStore(@Nullable MetricLog log, Map<Integer, Series> loaded) {
        this.log = log;
        loaded.values().stream()
                .sorted(Comparator.comparing(Series::newest))
                .forEach(each -> byUnit(each.key().metric()).put(each.key().unit(), each));
        this.lastId = loaded.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** One that keeps nothing beyond its process. */
    public static MetricStore inMemory() {
        return new MetricStore(null, Map.of());
    }

    /** @param file its log; made when it is not there */
    public static MetricStore open(Path file, Instant now) throws IOException {
        Map<Integer, Series> loaded = new HashMap<>();
        MetricLog log = MetricLog.open(file, new MetricLog.Reader() {
            @Override
            public void series(int id, Series.Key key) {
                loaded.computeIfAbsent(id, each -> new Series(each, key)).loaded();
            }

            @Override
            public void point(int id, Tier tier, int slot, StatisticSet values) {
                Series known = loaded.get(id);
                if (known != null) {
                    known.points(tier).set(slot, values);
                }
            }
        });
        loaded.values().forEach(each -> each.dropOld(now));
        loaded.values().removeIf(each -> each.size() == 0);
        return new MetricStore(log, loaded);
    }

    public void put(Collection<MetricDatum> data, Instant now) {
        lock.lock();
        try {
            for (MetricDatum datum : data) {
                byUnit(datum.metric())
                        .computeIfAbsent(
                                datum.unit(), unit -> new Series(++lastId, new Series.Key(datum.metric(), unit)))
                        .add(datum.timestamp(), datum.values(), now);
            }
            while (series.size() > MOST_METRICS) {
                series.remove(series.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private NavigableMap<String, Series> byUnit(Metric metric) {
        return series.computeIfAbsent(metric, each -> new TreeMap<>());
    }

    private static Instant newest(NavigableMap<String, Series> units) {
        return units.values().stream()
                .map(Series::newest)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** @param newest when the newest values were measured, to the minute */
    public record Known(Metric metric, Instant newest) {}

    /** Every metric of which values are kept, in no order. */
    public List<Known> metrics() {
        lock.lock();
        try {
            List<Known> known = new ArrayList<>();
            series.forEach((metric, units) -> known.add(new Known(metric, newest(units))));
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Times that are divided into periods from {@code start} on.
     *
     * @param end exclusive
     */
    public record Range(Instant start, Instant end, int periodSeconds) {}

    /**
     * The values of a metric by unit, and by the start of their period. What is older than fine slots are kept comes in the
     * periods that its coarser slots begin in.
     *
     * @param unit empty: every unit
     */
    public NavigableMap<String, NavigableMap<Instant, StatisticSet>> read(
            Metric metric, Optional<String> unit, Range range, Instant now) {
        NavigableMap<String, NavigableMap<Instant, StatisticSet>> byUnit = new TreeMap<>();
        Tier tier = Tier.reaching(range.start(), now);
        lock.lock();
        try {
            NavigableMap<String, Series> units = series.get(metric);
            if (units == null) {
                return byUnit;
            }
            units.forEach((name, each) -> {
                NavigableMap<Instant, StatisticSet> periods = periods(each.points(tier), tier, range);
                if (unit.map(name::equals).orElse(true) && !periods.isEmpty()) {
                    byUnit.put(name, periods);
                }
            });
        } finally {
            lock.unlock();
        }
        return byUnit;
    }

    private static NavigableMap<Instant, StatisticSet> periods(Points points, Tier tier, Range range) {
        NavigableMap<Instant, StatisticSet> periods = new TreeMap<>();
        long start = range.start().getEpochSecond();
        int first = tier.slot(range.start().minusNanos(1)) + 1;
        int end = tier.slot(range.end().minusNanos(1)) + 1;
        points.visit(first, end, (slot, values) -> {
            long offset = tier.start(slot).getEpochSecond() - start;
            long period = start + offset / range.periodSeconds() * range.periodSeconds();
            periods.merge(Instant.ofEpochSecond(period), values, StatisticSet::plus);
        });
        return periods;
    }

    /** Forgets what is too old or too much, and makes the rest durable. Called by one thread at a time. */
    public void save(Instant now) {
        MetricLog.Batch batch = new MetricLog.Batch();
        boolean anew;
        lock.lock();
        try {
            long points = forget(now);
            anew = logIsStale || (log != null && log.size() > SMALL_LOG_BYTES + 2 * POINT_BYTES * points);
            logIsStale = false;
            series.values().stream()
                    .flatMap(units -> units.values().stream())
                    .forEach(anew ? each -> each.takeAll(batch) : each -> each.takeUnsaved(batch));
        } catch (IOException e) {
            throw new UncheckedIOException("the log of metrics: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
        write(batch, anew);
    }

    private void write(MetricLog.Batch batch, boolean anew) {
        if (log == null) {
            return;
        }
        try {
            if (anew) {
                log.replace(batch);
            } else {
                log.append(batch);
            }
        } catch (IOException e) {
            stale();
            throw new UncheckedIOException("the newest metrics are not on disk: " + e.getMessage(), e);
        }
    }

    private void stale() {
        lock.lock();
        try {
            logIsStale = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many points are left. */
    private long forget(Instant now) {
        for (NavigableMap<String, Series> units : series.values()) {
            units.values().forEach(each -> each.dropOld(now));
            units.values().removeIf(each -> each.size() == 0);
        }
        series.values().removeIf(NavigableMap::isEmpty);
        long points = series.values().stream().mapToLong(MetricStore::size).sum();
        for (Iterator<NavigableMap<String, Series>> eldest = series.values().iterator(); points > MOST_POINTS; ) {
            points -= size(eldest.next());
            eldest.remove();
        }
        return points;
    }

    private static long size(NavigableMap<String, Series> units) {
        return units.values().stream().mapToLong(Series::size).sum();
    }

    /** Forgets everything. */
    public void clear() {
        lock.lock();
        try {
            series.clear();
            logIsStale = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (log != null) {
            try {
                log.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
