package io.moorage.elb;

import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration.Health;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What carries the traffic, as Elastic Load Balancing's loop sees it. Every call may be repeated; an {@link IOException}
 * means that nothing is known of its outcome. Thread-safe.
 */
public interface Balancers {
    /**
     * These load balancers and no others, from now on: one that is told no more answers nobody when this returns.
     *
     * @return load balancers with something that is not so yet, and what; by name
     */
    Map<String, String> declare(List<Declared> wanted) throws IOException, InterruptedException;

    /** What is known of each, by name; one may be missing. */
    Map<String, Status> status() throws IOException, InterruptedException;

    /**
     * A load balancer with all that it needs.
     *
     * @param addresses private ones, at least one; on each it listens, and from them it speaks to instances
     * @param certificates by their ARN, for every encrypted listener
     */
    record Declared(
            LoadBalancer loadBalancer,
            List<String> addresses,
            List<Target> targets,
            Map<String, Certificates.Certificate> certificates) {
        public Declared {
            addresses = List.copyOf(addresses);
            targets = List.copyOf(targets);
            certificates = Map.copyOf(certificates);
        }
    }

    /** @param draining what is under way goes on, nothing new begins */
    record Target(String instanceId, String address, String zone, boolean draining) {}

    /**
     * What a load balancer says of itself.
     *
     * @param instances by id
     */
    record Status(Map<String, InstanceStatus> instances, Counts counts) {
        public Status {
            instances = Map.copyOf(instances);
        }
    }

    /**
     * @param underWay connections that it carries
     * @param inServiceSince when health checks began to pass; empty while they do not
     * @param firstAnswer when it answered a client first, after its checks failed last
     */
    record InstanceStatus(
            Health health, int underWay, Optional<Instant> inServiceSince, Optional<Instant> firstAnswer) {}

    /**
     * Counted since the load balancer began. A smaller number than before is of another beginning.
     *
     * @param requests requests that were answered, or connections that were made to instances
     * @param latencyMicros how long all of those took: until the response began, or until the connection was made
     * @param connectionErrors connections to instances that were not made
     * @param waiting requests or connections for which an instance is being called now
     * @param rejected requests or connections that nobody took (SpilloverCount is for a full queue, which there is none of)
     * @param balancerErrors responses of the load balancer's own, by their status, 4 or 5 hundred
     * @param instanceAnswers responses of instances, by the hundreds of their status, 2 to 5
     */
    record Counts(
            long requests,
            long latencyMicros,
            long connectionErrors,
            long waiting,
            long rejected,
            Map<Integer, Long> balancerErrors,
            Map<Integer, Long> instanceAnswers) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, Map.of(), Map.of());

        public Counts {
            balancerErrors = Map.copyOf(balancerErrors);
            instanceAnswers = Map.copyOf(instanceAnswers);
        }
    }
}
