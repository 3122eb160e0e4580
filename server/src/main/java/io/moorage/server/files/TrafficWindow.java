package io.moorage.server.files;

import io.moorage.console.efs.Storage.Rates;
import io.moorage.fileserver.control.Response.Traffic;
import io.moorage.fileserver.control.Response.Traffic.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counters of a file server as they were over the last seconds, whoever looked: what lies between two looks is a rate. */
final class TrafficWindow {
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Deque<Traffic> looks = new ArrayDeque<>();

    /** The look to compare {@code now} with, which is remembered; empty when there is none of the last seconds. */
    synchronized Optional<Traffic> before(Traffic now) {
        while (!looks.isEmpty() && age(looks.peekFirst(), now).compareTo(MOST) > 0) {
            looks.removeFirst();
        }
        if (looks.isEmpty() || age(looks.peekLast(), now).compareTo(LEAST) >= 0) {
            looks.addLast(now);
        }
        return Optional.ofNullable(looks.peekFirst())
                .filter(first -> age(first, now).compareTo(LEAST) >= 0);
    }

    private static Duration age(Traffic then, Traffic now) {
        return Duration.between(then.at(), now.at());
    }

    /** What an address did between two looks. A file server that was started again counts from 0: then nothing is known. */
    static Optional<Rates> rates(Traffic then, Traffic now, String fileSystemId, String address) {
        Map<String, Work> before = of(then, fileSystemId, address);
        Map<String, Work> after = of(now, fileSystemId, address);
        double seconds = age(then, now).toNanos() / 1e9;
        List<Long> latencies = new ArrayList<>();
        long nanos = 0;
        for (Map.Entry<String, Work> each : after.entrySet()) {
            Work was = before.getOrDefault(each.getKey(), new Work(0, 0, List.of()));
            nanos += each.getValue().nanos() - was.nanos();
            addDifference(latencies, was.latencies(), each.getValue().latencies());
        }
        long requests = latencies.stream().mapToLong(Long::longValue).sum();
        if (seconds <= 0 || nanos < 0 || requests < 0) {
            return Optional.empty();
        }
        return Optional.of(new Rates(
                bytes(before, after, "DATA_READ") / seconds,
                bytes(before, after, "DATA_WRITE") / seconds,
                requests / seconds,
                requests == 0 ? 0 : nanos / 1e3 / requests,
                below(latencies, (long) Math.ceil(0.99 * requests))));
    }

    private static void addDifference(List<Long> sum, List<Long> before, List<Long> after) {
        for (int i = 0; i < after.size(); i++) {
            while (sum.size() <= i) {
                sum.add(0L);
            }
            sum.set(i, sum.get(i) + after.get(i) - (i < before.size() ? before.get(i) : 0));
        }
    }

    private static double below(List<Long> latencies, long wanted) {
        long seen = 0;
        for (int i = 0; i < latencies.size(); i++) {
            seen += latencies.get(i);
            if (wanted > 0 && seen >= wanted) {
                return 1L << i;
            }
        }
        return 0;
    }

    private static double bytes(Map<String, Work> before, Map<String, Work> after, String kind) {
        long was = before.containsKey(kind) ? before.get(kind).bytes() : 0;
        return after.containsKey(kind) ? after.get(kind).bytes() - was : 0;
    }

    private static Map<String, Work> of(Traffic traffic, String fileSystemId, String address) {
        return traffic.fileSystems().stream()
                .filter(each -> each.fileSystemId().equals(fileSystemId))
                .flatMap(each -> each.addresses().stream())
                .filter(each -> each.address().equals(address))
                .map(Traffic.AddressTraffic::work)
                .findFirst()
                .orElse(Map.of());
    }
}
