package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.TrafficListing;
import io.moorage.nfsserver.TrafficListing.Work;
import io.moorage.nfsserver.WorkKind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what is done for one address: three additions per request. Safe for many threads. */
public final class Traffic {
    /** The last is for 2^24 microseconds, a quarter of a minute, and more. */
    private static final int BUCKETS = 26;

    private final InetAddress address;
    private final Map<WorkKind, Counter> counters;

    public Traffic(InetAddress address) {
        this.address = address;
        Map<WorkKind, Counter> all = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            all.put(kind, new Counter());
        }
        this.counters = Collections.unmodifiableMap(all);
    }

    private static final class Counter {
        private final AtomicLongArray latencies = new AtomicLongArray(BUCKETS);
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong nanos = new AtomicLong();

        void count(long dataBytes, long tookNanos) {
            latencies.getAndIncrement(bucket(tookNanos));
            bytes.getAndAdd(dataBytes);
            nanos.getAndAdd(tookNanos);
        }

        Work work() {
            List<Long> counts = new ArrayList<>(BUCKETS);
            for (int i = 0; i < BUCKETS; i++) {
                counts.add(latencies.get(i));
            }
            return new Work(bytes.get(), nanos.get(), counts);
        }
    }

    void count(WorkKind kind, long dataBytes, long tookNanos) {
        Counter counter = counters.get(kind);
        if (counter != null) {
            counter.count(dataBytes, tookNanos);
        }
    }

    private static int bucket(long tookNanos) {
        long micros = tookNanos / 1000;
        return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros));
    }

    public TrafficListing listing() {
        Map<WorkKind, Work> work = new EnumMap<>(WorkKind.class);
        counters.forEach((kind, counter) -> work.put(kind, counter.work()));
        return new TrafficListing(address, work);
    }
}
