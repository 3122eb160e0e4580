package io.moorage.model.ecs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a service meets its clients through load balancers (ECS guide, "Service load balancing").
 *
 * @param roleArn in whose name its instances are registered; empty for ECS's own
 * @param healthCheckGracePeriodSeconds for so long after its start, what load balancers and its containers' own checks say of a task does
 *     not count
 */
public record Balancing(
        List<LoadBalancer> loadBalancers, Optional<String> roleArn, Optional<Integer> healthCheckGracePeriodSeconds) {
    public static final Balancing NONE = new Balancing(List.of(), Optional.empty(), Optional.empty());

    public Balancing {
        loadBalancers = List.copyOf(loadBalancers);
    }

    /** A Classic Load Balancer, and the port of a container that it leads to. */
    public record LoadBalancer(String name, String containerName, int containerPort) {}

    public Balancing withGracePeriod(int seconds) {
        return new Balancing(loadBalancers, roleArn, Optional.of(seconds));
    }

    public Duration gracePeriod() {
        return Duration.ofSeconds(healthCheckGracePeriodSeconds().orElse(0));
    }
}
