package io.moorage.model.ecs;

import java.util.List;

/**
 * How a service's tasks come to their instances ({@code API_Service}).
 *
 * @param launchType {@code EC2} or {@code EXTERNAL}; without meaning where there is a strategy
 * @param capacityProviders the strategy; empty when the launch type decides
 * @param zoneRebalancing tasks move to zones that have too few of them (ECS guide, "Balancing an Amazon ECS service across Availability
 *     Zones")
 */
public record Scheduling(
        Strategy strategy, String launchType, List<CapacityShare> capacityProviders, boolean zoneRebalancing) {
    public static final Scheduling REPLICAS = new Scheduling(Strategy.REPLICA, "EC2", List.of(), false);

    public Scheduling {
        capacityProviders = List.copyOf(capacityProviders);
    }

    public enum Strategy {
        REPLICA,
        /** One task on each active instance that meets the constraints. */
        DAEMON
    }

    public boolean daemon() {
        return strategy == Strategy.DAEMON;
    }

    public Scheduling withCapacityProviders(List<CapacityShare> shares) {
        return new Scheduling(strategy, launchType, shares, zoneRebalancing);
    }

    public Scheduling withZoneRebalancing(boolean on) {
        return new Scheduling(strategy, launchType, capacityProviders, on);
    }
}
