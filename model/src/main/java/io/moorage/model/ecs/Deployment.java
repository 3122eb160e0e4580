package io.moorage.model.ecs;

import java.time.Instant;

/**
 * A service's move to a task definition.
 *
 * @param id {@code ecs-svc/} and digits
 * @param failedTasks of it that stopped without ever having run, since the last that ran
 */
public record Deployment(
        String id,
        Status status,
        String taskDefinition,
        String taskDefinitionArn,
        int desiredCount,
        int failedTasks,
        RolloutState rolloutState,
        String rolloutStateReason,
        Instant createdAt,
        Instant updatedAt) {
    /** {@code ACTIVE} ones are being replaced by the {@code PRIMARY} one. */
    public enum Status {
        PRIMARY,
        ACTIVE
    }

    public enum RolloutState {
        COMPLETED,
        FAILED,
        IN_PROGRESS
    }

    public static Deployment primary(
            String id, String taskDefinition, String taskDefinitionArn, int desiredCount, Instant now) {
        return new Deployment(
                id,
                Status.PRIMARY,
                taskDefinition,
                taskDefinitionArn,
                desiredCount,
                0,
                RolloutState.IN_PROGRESS,
                "ECS deployment " + id + " in progress.",
                now,
                now);
    }

    public Deployment superseded(Instant now) {
        return copy(Status.ACTIVE, desiredCount, failedTasks, rolloutState, rolloutStateReason, now);
    }

    public Deployment desiring(int count, Instant now) {
        return copy(status, count, failedTasks, rolloutState, rolloutStateReason, now);
    }

    public Deployment completed(Instant now) {
        return rolloutState == RolloutState.COMPLETED
                ? this
                : copy(
                        status,
                        desiredCount,
                        failedTasks,
                        RolloutState.COMPLETED,
                        "ECS deployment " + id + " completed.",
                        now);
    }

    public Deployment failed(int count, Instant now) {
        return copy(status, desiredCount, count, rolloutState, rolloutStateReason, now);
    }

    private Deployment copy(
            Status newStatus, int desired, int failed, RolloutState rollout, String rolloutReason, Instant now) {
        return new Deployment(
                id,
                newStatus,
                taskDefinition,
                taskDefinitionArn,
                desired,
                failed,
                rollout,
                rolloutReason,
                createdAt,
                now);
    }
}
