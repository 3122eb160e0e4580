package io.moorage.cloudwatch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Metric METRIC = new Metric("App", "Latency", Map.of("Host", "a"));

    @TempDir
    private Path directory;

    private Path log() {
        return directory.resolve("metrics/points.log");
    }

    @Test
    void valuesOfAPeriodAreSummedUp() {
        MetricStore store = MetricStore.inMemory();
        put(store, NOW.minusSeconds(30), 5);
        put(store, NOW.minusSeconds(50), 1);
        put(store, NOW.minusSeconds(70), 7);
        assertThat(read(store, NOW.minusSeconds(120), NOW, 60))
                .containsExactly(
                        Map.entry(NOW.minusSeconds(120), new StatisticSet(1, 7, 7, 7)),
                        Map.entry(NOW.minusSeconds(60), new StatisticSet(2, 6, 1, 5)));
        assertThat(read(store, NOW.minusSeconds(120), NOW, 300))
                .containsExactly(Map.entry(NOW.minusSeconds(120), new StatisticSet(3, 13, 1, 7)));
    }

    @Test
    void valuesAreKeptLongerTheCoarserTheyAre() {
        MetricStore store = MetricStore.inMemory();
        Instant old = NOW.minus(Duration.ofDays(2)).plusSeconds(60);
        Instant older = NOW.minus(Duration.ofDays(20)).plusSeconds(60);
        put(store, old, 1);
        store.put(List.of(datum(older, 2)), older);
        store.save(NOW);
        assertThat(read(store, NOW.minus(Duration.ofDays(2)), NOW, 300)).hasSize(1);
        assertThat(read(store, NOW.minus(Duration.ofDays(20)), NOW, 3600)).hasSize(2);
        store.save(NOW.plus(Duration.ofDays(70)));
        assertThat(store.metrics()).isEmpty();
    }

    @Test
    void whatWasSavedIsThereAgain() throws IOException {
        Instant minute = NOW.minusSeconds(60);
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            put(store, minute, 1);
            store.save(NOW);
            put(store, minute, 2);
            store.put(List.of(new MetricDatum(METRIC, "Bytes", minute, StatisticSet.of(4))), NOW);
            store.save(NOW);
            put(store, minute, 100);
        }
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            assertThat(read(store, minute, NOW, 60)).containsExactly(Map.entry(minute, new StatisticSet(2, 3, 1, 2)));
            assertThat(store.read(METRIC, Optional.empty(), new MetricStore.Range(minute, NOW, 60), NOW))
                    .containsOnlyKeys("None", "Bytes");
            put(store, minute, 3);
            store.save(NOW);
        }
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            assertThat(read(store, minute, NOW, 60)).containsExactly(Map.entry(minute, new StatisticSet(3, 6, 1, 3)));
        }
    }

    /** The power went while a batch was being written: it is as if it had never begun. */
    @Test
    void aTornEndIsForgotten() throws IOException {
        Instant minute = NOW.minusSeconds(60);
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            put(store, minute, 1);
            store.save(NOW);
            put(store, minute, 2);
            store.save(NOW);
        }
        byte[] whole = Files.readAllBytes(log());
        for (int length : List.of(whole.length - 1, whole.length - 50)) {
            Files.write(log(), Arrays.copyOf(whole, length), StandardOpenOption.TRUNCATE_EXISTING);
            try (MetricStore store = MetricStore.open(log(), NOW)) {
                assertThat(read(store, minute, NOW, 60)).containsExactly(Map.entry(minute, StatisticSet.of(1)));
                put(store, minute, 5);
                store.save(NOW);
            }
            try (MetricStore store = MetricStore.open(log(), NOW)) {
                assertThat(read(store, minute, NOW, 60))
                        .containsExactly(Map.entry(minute, new StatisticSet(2, 6, 1, 5)));
            }
        }
    }

    /** A log that grew far beyond what is kept is written anew, and holds the same. */
    @Test
    void aLongLogIsWrittenAnew() throws IOException {
        SortedMap<Instant, StatisticSet> kept;
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            Random random = new Random(11);
            for (int save = 0; save < 120; save++) {
                for (int i = 0; i < 1000; i++) {
                    put(store, NOW.minusSeconds(60L * random.nextInt(1, 1000)), random.nextInt(100));
                }
                store.save(NOW);
                assertThat(Files.size(log())).isLessThan(10 << 20);
            }
            kept = read(store, NOW.minus(Duration.ofDays(1)), NOW, 60);
        }
        try (MetricStore store = MetricStore.open(log(), NOW)) {
            assertThat(read(store, NOW.minus(Duration.ofDays(1)), NOW, 60)).isEqualTo(kept);
        }
    }

    @Test
    void metricsThatAreNotUsedGoFirst() {
        MetricStore store = MetricStore.inMemory();
        for (int i = 0; i < 10_050; i++) {
            Metric metric = new Metric("App", "m" + i, Map.of());
            store.put(List.of(new MetricDatum(metric, "None", NOW, StatisticSet.of(1))), NOW);
        }
        assertThat(store.metrics())
                .hasSize(10_000)
                .extracting(known -> known.metric().name())
                .contains("m10049")
                .doesNotContain("m0", "m49");
    }

    /** Against a map that does the same, slowly. */
    @Test
    void pointsAreAMap() {
        Points points = new Points();
        TreeMap<Integer, StatisticSet> twin = new TreeMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            int slot = random.nextInt(500);
            if (random.nextInt(200) == 0) {
                points.dropBefore(slot);
                twin.headMap(slot).clear();
            } else {
                StatisticSet values = StatisticSet.of(random.nextInt(10));
                points.add(slot, values);
                twin.merge(slot, values, StatisticSet::plus);
            }
            assertThat(points.at(slot)).isEqualTo(twin.get(slot));
        }
        TreeMap<Integer, StatisticSet> visited = new TreeMap<>();
        points.visit(100, 400, visited::put);
        assertThat(visited).isEqualTo(twin.subMap(100, 400));
    }

    private static MetricDatum datum(Instant time, double value) {
        return new MetricDatum(METRIC, "None", time, StatisticSet.of(value));
    }

    private static void put(MetricStore store, Instant time, double value) {
        store.put(List.of(datum(time, value)), NOW);
    }

    private static SortedMap<Instant, StatisticSet> read(MetricStore store, Instant start, Instant end, int period) {
        var range = new MetricStore.Range(start, end, period);
        return store.read(METRIC, Optional.of("None"), range, NOW).getOrDefault("None", new TreeMap<>());
    }
}
