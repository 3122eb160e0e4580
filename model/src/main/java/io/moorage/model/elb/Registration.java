package io.moorage.model.elb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance that a load balancer has.
 *
 * @param group the Auto Scaling group that it is a member of and registered for; empty when it was registered by request
 * @param drainingUntil there from its deregistration on, while connections may run out
 * @param health as the load balancer last said
 * @param inServiceSince when its health checks began to pass, as far as the load balancer knows; empty while they do not
 * @param firstAnswer when it answered a client first, after its checks failed last
 */
public record Registration(
        String loadBalancerName,
        String instanceId,
        Instant registered,
        Optional<String> group,
        Optional<Instant> drainingUntil,
        Health health,
        Optional<Instant> inServiceSince,
        Optional<Instant> firstAnswer) {
    /** What health checks say. */
    public enum Health {
        /** Nothing yet. */
        REGISTERING,
        IN_SERVICE,
        OUT_OF_SERVICE
    }

    public static Registration begun(String loadBalancerName, String instanceId, Optional<String> group, Instant now) {
        return new Registration(
                loadBalancerName,
                instanceId,
                now,
                group,
                Optional.empty(),
                Health.REGISTERING,
                Optional.empty(),
                Optional.empty());
    }

    public static String key(String loadBalancerName, String instanceId) {
        return loadBalancerName + "/" + instanceId;
    }

    public String key() {
        return key(loadBalancerName, instanceId);
    }

    public boolean isDraining() {
        return drainingUntil.isPresent();
    }

    /** Whether it is to get new connections before others. */
    public boolean inService() {
        return health == Health.IN_SERVICE && drainingUntil.isEmpty();
    }

    /** Deregistered: no new connections. One that drains already goes on. */
    public Registration draining(Instant now, Duration atMost) {
        return isDraining()
                ? this
                : new Registration(
                        loadBalancerName,
                        instanceId,
                        registered,
                        group,
                        Optional.of(now.plus(atMost)),
                        health,
                        inServiceSince,
                        firstAnswer);
    }

    /** The load balancer's word of it. */
    public Registration said(Health said, Optional<Instant> since, Optional<Instant> answered) {
        return new Registration(loadBalancerName, instanceId, registered, group, drainingUntil, said, since, answered);
    }
}
