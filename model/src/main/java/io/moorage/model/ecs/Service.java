package io.moorage.model.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A number of tasks of one definition, kept running.
 *
 * <p>Invariants: exactly one deployment is {@code PRIMARY}, the first; at most {@value #MAX_EVENTS} events, newest first.
 *
 * @param arn the key
 * @param notBefore no task is started before: the throttle of tasks that never reach RUNNING (ECS guide, "Service throttle logic")
 * @param steady the last event said that it has reached a steady state, and nothing changed since
 */
public record Service(
        String arn,
        String name,
        String clusterName,
        Status status,
        int desiredCount,
        int minimumHealthyPercent,
        int maximumPercent,
        List<Deployment> deployments,
        List<ServiceEvent> events,
        List<PlacementConstraint> placementConstraints,
        List<PlacementStrategy> placementStrategy,
        Optional<Instant> notBefore,
        boolean steady,
        String createdBy,
        Instant createdAt,
        boolean enableEcsManagedTags,
        Optional<String> propagateTags,
        boolean enableExecuteCommand,
        String clientToken,
        Map<String, String> tags,
        Balancing balancing) {
    public static final int MAX_EVENTS = 100;
    private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(15);

    public Service {
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
        placementConstraints = List.copyOf(placementConstraints);
        placementStrategy = List.copyOf(placementStrategy);
        tags = Map.copyOf(tags);
        // What an earlier version wrote does not say.
        balancing = Objects.requireNonNullElse(balancing, Balancing.NONE);
    }

    public enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public Deployment primary() {
        return deployments.getFirst();
    }

    /** The group of its tasks. */
    public String group() {
        return "service:" + name;
    }

    public Service with(ServiceEvent event) {
        List<ServiceEvent> all = new ArrayList<>(events.size() + 1);
        all.add(event);
        all.addAll(events.subList(0, Math.min(events.size(), MAX_EVENTS - 1)));
        return copy(status, desiredCount, deployments, all, notBefore, steady);
    }

    public Service desiring(int count, Instant now) {
        List<Deployment> all = new ArrayList<>(deployments);
        all.set(0, all.getFirst().desiring(count, now));
        return copy(status, count, all, events, notBefore, false);
    }

    /** A new definition, or the same by force: the throttle starts afresh. */
    public Service deploying(Deployment next, Instant now) {
        List<Deployment> all = new ArrayList<>();
        all.add(next);
        deployments.forEach(each -> all.add(each.superseded(now)));
        return copy(status, desiredCount, all, events, Optional.empty(), false);
    }

    public Service withDeploymentLimits(int minimumHealthy, int maximum) {
        return new Service(
                arn,
                name,
                clusterName,
                status,
                desiredCount,
                minimumHealthy,
                maximum,
                deployments,
                events,
                placementConstraints,
                placementStrategy,
                notBefore,
                false,
                createdBy,
                createdAt,
                enableEcsManagedTags,
                propagateTags,
                enableExecuteCommand,
                clientToken,
                tags,
                balancing);
    }

    public Service withPlacement(List<PlacementConstraint> constraints, List<PlacementStrategy> strategy) {
        return new Service(
                arn,
                name,
                clusterName,
                status,
                desiredCount,
                minimumHealthyPercent,
                maximumPercent,
                deployments,
                events,
                constraints,
                strategy,
                notBefore,
                false,
                createdBy,
                createdAt,
                enableEcsManagedTags,
                propagateTags,
                enableExecuteCommand,
                clientToken,
                tags,
                balancing);
    }

    public Service withTags(Map<String, String> newTags) {
        return new Service(
                arn,
                name,
                clusterName,
                status,
                desiredCount,
                minimumHealthyPercent,
                maximumPercent,
                deployments,
                events,
                placementConstraints,
                placementStrategy,
                notBefore,
                steady,
                createdBy,
                createdAt,
                enableEcsManagedTags,
                propagateTags,
                enableExecuteCommand,
                clientToken,
                newTags,
                balancing);
    }

    public Service withBalancing(Balancing changed) {
        return new Service(
                arn,
                name,
                clusterName,
                status,
                desiredCount,
                minimumHealthyPercent,
                maximumPercent,
                deployments,
                events,
                placementConstraints,
                placementStrategy,
                notBefore,
                steady,
                createdBy,
                createdAt,
                enableEcsManagedTags,
                propagateTags,
                enableExecuteCommand,
                clientToken,
                tags,
                changed);
    }

    public Service draining() {
        return copy(Status.DRAINING, 0, deployments, events, notBefore, false);
    }

    public Service inactive() {
        return copy(Status.INACTIVE, 0, deployments, events, Optional.empty(), steady);
    }

    public Service unsteady() {
        return steady ? copy(status, desiredCount, deployments, events, notBefore, false) : this;
    }

    /** The primary deployment is all there is, and all of it runs. */
    public Service reachedSteadyState(Instant now) {
        return copy(status, desiredCount, List.of(primary().completed(now)), events, notBefore, true);
    }

    /** A task of deployment {@code id} stopped without having run: the next starts wait, twice as long each time. */
    public Service taskFailedToStart(String id, Instant now) {
        if (!primary().id().equals(id)) {
            return this;
        }
        int failed = primary().failedTasks() + 1;
        Duration wait = Duration.ofSeconds(1L << Math.min(failed, 20));
        Instant until = now.plus(wait.compareTo(LONGEST_THROTTLE) > 0 ? LONGEST_THROTTLE : wait);
        return copy(status, desiredCount, withFailed(failed, now), events, Optional.of(until), false);
    }

    /** A task of deployment {@code id} runs: what failed before no longer counts. */
    public Service taskRuns(String id, Instant now) {
        return primary().id().equals(id) && primary().failedTasks() > 0
                ? copy(status, desiredCount, withFailed(0, now), events, Optional.empty(), steady)
                : this;
    }

    public boolean throttled(Instant now) {
        return notBefore.isPresent() && now.isBefore(notBefore.get());
    }

    private List<Deployment> withFailed(int count, Instant now) {
        List<Deployment> all = new ArrayList<>(deployments);
        all.set(0, all.getFirst().failed(count, now));
        return all;
    }

    private Service copy(
            Status newStatus,
            int desired,
            List<Deployment> newDeployments,
            List<ServiceEvent> newEvents,
            Optional<Instant> newNotBefore,
            boolean nowSteady) {
        return new Service(
                arn,
                name,
                clusterName,
                newStatus,
                desired,
                minimumHealthyPercent,
                maximumPercent,
                newDeployments,
                newEvents,
                placementConstraints,
                placementStrategy,
                newNotBefore,
                nowSteady,
                createdBy,
                createdAt,
                enableEcsManagedTags,
                propagateTags,
                enableExecuteCommand,
                clientToken,
                tags,
                balancing);
    }
}
