package io.moorage.nfsserver;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** What was done for one address since the server's start. Who wants rates asks twice. */
public record TrafficListing(InetAddress address, Map<WorkKind, Work> work) {
    public TrafficListing {
        work = Map.copyOf(work);
    }

    /**
     * Requests of one kind.
     *
     * @param bytes of data read or written; 0 for metadata
     * @param nanos from the start of a request until its reply could be given, over all
     * @param latencies how many requests took less than 2^i microseconds and not less than half of that, by i; the last
     *     counts all longer ones too
     */
    public record Work(long bytes, long nanos, List<Long> latencies) {
        public Work {
            latencies = List.copyOf(latencies);
        }

        public long requests() {
            return latencies.stream().mapToLong(Long::longValue).sum();
        }
    }
}
