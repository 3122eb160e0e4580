package io.moorage.model.ecs;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A service's move to a task definition.
 *
 * @param id {@code ecs-svc/} and digits
 * @param failedTasks of it that stopped without ever having run, since the last that ran
 * @param unhealthyTasks of it that ran and failed a health check
 * @param settledAt when all of it ran, and what it replaced was gone; alarms are watched for a while from then on
 * @param alarmsIgnored an alarm was in ALARM when it began, so that none is watched
 * @param network where its tasks get their interfaces; there in network mode {@code awsvpc}, and then only
 */
public record Deployment(
        String id,
        Status status,
        String taskDefinition,
        String taskDefinitionArn,
        int desiredCount,
        int failedTasks,
        int unhealthyTasks,
        RolloutState rolloutState,
        String rolloutStateReason,
        Optional<Instant> settledAt,
        boolean alarmsIgnored,
        Optional<NetworkPlace> network,
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
            String id,
            String taskDefinition,
            String taskDefinitionArn,
            Optional<NetworkPlace> network,
            int desiredCount,
            Instant now) {
        return new Deployment(
                id,
                Status.PRIMARY,
                taskDefinition,
                taskDefinitionArn,
                desiredCount,
                0,
                0,
                RolloutState.IN_PROGRESS,
                "ECS deployment " + id + " in progress.",
                Optional.empty(),
                false,
                network,
                now,
                now);
    }

    public boolean inProgress() {
        return rolloutState == RolloutState.IN_PROGRESS;
    }

    /** It starts no more tasks. */
    public boolean hasFailed() {
        return rolloutState == RolloutState.FAILED;
    }

    public boolean completed() {
        return rolloutState == RolloutState.COMPLETED;
    }

    /** What the circuit breaker counts. */
    public int failures() {
        return failedTasks + unhealthyTasks;
    }

    public Deployment superseded(Instant now) {
        return next(now, row -> row.status = Status.ACTIVE);
    }

    public Deployment desiring(int count, Instant now) {
        return next(now, row -> row.desired = count);
    }

    public Deployment completed(Instant now) {
        return completed()
                ? this
                : next(now, row -> {
                    row.unhealthy = 0;
                    row.rollout = RolloutState.COMPLETED;
                    row.reason = "ECS deployment " + id + " completed.";
                });
    }

    public Deployment settled(Instant now) {
        return settledAt.isPresent() ? this : next(now, row -> row.settledAt = Optional.of(now));
    }

    public Deployment ignoringAlarms() {
        return next(updatedAt, row -> row.alarmsIgnored = true);
    }

    public Deployment failed(int count, Instant now) {
        return next(now, row -> row.failed = count);
    }

    public Deployment unhealthy(int more, Instant now) {
        return next(now, row -> row.unhealthy += more);
    }

    /** @param reason as {@code rolloutStateReason} has it */
    public Deployment givenUp(String reason, Instant now) {
        return next(now, row -> {
            row.rollout = RolloutState.FAILED;
            row.reason = reason;
        });
    }

    /** Its service goes back to it. */
    public Deployment again(String reason, int count, Instant now) {
        return next(now, row -> {
            row.status = Status.PRIMARY;
            row.desired = count;
            row.failed = 0;
            row.unhealthy = 0;
            row.rollout = RolloutState.IN_PROGRESS;
            row.reason = reason;
            row.settledAt = Optional.empty();
            // Otherwise the alarm that made it come back would end it too.
            row.alarmsIgnored = true;
        });
    }

    private Deployment next(Instant now, Consumer<Changing> change) {
        Changing row = new Changing(this);
        change.accept(row);
        return new Deployment(
                id,
                row.status,
                taskDefinition,
                taskDefinitionArn,
                row.desired,
                row.failed,
                row.unhealthy,
                row.rollout,
                row.reason,
                row.settledAt,
                row.alarmsIgnored,
                network,
                createdAt,
                now);
    }

    /** What of a row may change. */
    private static final class Changing {
        private Status status;
        private int desired;
        private int failed;
        private int unhealthy;
        private RolloutState rollout;
        private String reason;
        private Optional<Instant> settledAt;
        private boolean alarmsIgnored;

        Changing(Deployment row) {
            status = row.status;
            desired = row.desiredCount;
            failed = row.failedTasks;
            unhealthy = row.unhealthyTasks;
            rollout = row.rolloutState;
            reason = row.rolloutStateReason;
            settledAt = row.settledAt;
            alarmsIgnored = row.alarmsIgnored;
        }
    }
}
