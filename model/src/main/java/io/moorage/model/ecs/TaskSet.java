package io.moorage.model.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks of one definition in a service that somebody else deploys ({@code API_TaskSet}).
 *
 * @param id {@code ecs-svc/} and digits: its tasks have it for their deployment
 * @param scalePercent of the service's desired count
 * @param network where its tasks get their interfaces; there in network mode {@code awsvpc}, and then only
 * @param failedTasks that stopped without ever having run, since the last that ran
 * @param notBefore no task is started before
 * @param stableAt since when all of it runs; empty while it does not
 */
public record TaskSet(
        String id,
        String arn,
        Status status,
        String taskDefinition,
        String taskDefinitionArn,
        double scalePercent,
        String externalId,
        String launchType,
        List<CapacityShare> capacityProviders,
        List<Balancing.LoadBalancer> loadBalancers,
        Optional<NetworkPlace> network,
        String clientToken,
        int failedTasks,
        Optional<Instant> notBefore,
        Optional<Instant> stableAt,
        Instant createdAt,
        Instant updatedAt,
        Map<String, String> tags) {
    public TaskSet {
        capacityProviders = List.copyOf(capacityProviders);
        loadBalancers = List.copyOf(loadBalancers);
        tags = Map.copyOf(tags);
    }

    public enum Status {
        PRIMARY,
        ACTIVE,
        DRAINING
    }

    /** How many tasks it shall have; rounded up, as ECS does. */
    public int computedDesiredCount(int desiredCount) {
        return status == Status.DRAINING ? 0 : (int) Math.ceil(desiredCount * scalePercent / 100);
    }

    public boolean throttled(Instant now) {
        return Throttle.holds(notBefore, failedTasks, now);
    }

    public TaskSet in(Status next, Instant now) {
        return copy(next, scalePercent, failedTasks, notBefore, stableAt, now, tags);
    }

    public TaskSet scaled(double percent, Instant now) {
        return copy(status, percent, failedTasks, notBefore, Optional.empty(), now, tags);
    }

    public TaskSet stable(boolean is, Instant now) {
        if (is == stableAt.isPresent()) {
            return this;
        }
        return copy(status, scalePercent, failedTasks, notBefore, is ? Optional.of(now) : Optional.empty(), now, tags);
    }

    public TaskSet failed(int count, Optional<Instant> until) {
        return copy(status, scalePercent, count, until, stableAt, updatedAt, tags);
    }

    public TaskSet withTags(Map<String, String> newTags) {
        return copy(status, scalePercent, failedTasks, notBefore, stableAt, updatedAt, newTags);
    }

    private TaskSet copy(
            Status newStatus,
            double percent,
            int failed,
            Optional<Instant> newNotBefore,
            Optional<Instant> stable,
            Instant now,
            Map<String, String> newTags) {
        return new TaskSet(
                id,
                arn,
                newStatus,
                taskDefinition,
                taskDefinitionArn,
                percent,
                externalId,
                launchType,
                capacityProviders,
                loadBalancers,
                network,
                clientToken,
                failed,
                newNotBefore,
                stable,
                createdAt,
                now,
                newTags);
    }
}
