package io.moorage.loadbalancer.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers to {@link Request}s. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "response")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Response.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = Response.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Response.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = Response.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Response.Failed.class, name = "failed"),
})
public sealed interface Response {
    /** @param failing by load balancer, what is not so yet, such as a port that cannot be listened on; without those that have nothing */
    record Declared(Map<String, String> failing) implements Response {
        public Declared {
            failing = Map.copyOf(failing);
        }
    }

    /** @param balancers by name */
    record Status(Map<String, BalancerStatus> balancers) implements Response {
        public Status {
            balancers = Map.copyOf(balancers);
        }
    }

    /** @param instances by id */
    record BalancerStatus(Map<String, InstanceStatus> instances, Counts counts) {
        public BalancerStatus {
            instances = Map.copyOf(instances);
            Objects.requireNonNull(counts, "counts");
        }
    }

    /**
     * What is known of a registered instance.
     *
     * @param health {@code REGISTERING} before the first check, then {@code IN_SERVICE} or {@code OUT_OF_SERVICE}
     * @param underWay connections to it
     * @param inServiceSince when the checks began to say so; null while they do not, and from an earlier version
     * @param firstAnswer when it answered a client first, after the checks failed last; null before that
     */
    record InstanceStatus(
            String health,
            int underWay,
            @Nullable Instant inServiceSince,
            @Nullable Instant firstAnswer) {}

    /**
     * Since the load balancer began in this process.
     *
     * @param requests answered by instances, or connections made to them
     * @param latencyMicros of all of those: until the answer began, or until the connection was made
     * @param connectionErrors connections that an instance did not take
     * @param waiting for an instance to take their connection, now; null from a process that was started before this was counted
     * @param rejected requests and connections that no instance took
     * @param balancerErrors answers of the load balancer's own, by the hundreds of their status
     * @param instanceAnswers answers of instances, by the hundreds of their status
     */
    record Counts(
            long requests,
            long latencyMicros,
            long connectionErrors,
            @Nullable Long waiting,
            long rejected,
            Map<Integer, Long> balancerErrors,
            Map<Integer, Long> instanceAnswers) {
        public Counts {
            balancerErrors = Map.copyOf(balancerErrors);
            instanceAnswers = Map.copyOf(instanceAnswers);
        }
    }

    /** @param pid of the load balancers' process */
    record Pong(long pid, Instant startedAt) implements Response {}

    /** It was done. */
    record Done() implements Response {}

    /** It was not done, and why. */
    record Failed(String message) implements Response {}
}
