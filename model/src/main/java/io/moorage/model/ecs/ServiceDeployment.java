package io.moorage.model.ecs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How one deployment of a service went ({@code API_ServiceDeployment}). It follows what the service's own row says, and is kept when
 * that has forgotten the deployment.
 *
 * <p>Invariant: finished, it never changes again.
 *
 * @param arn the key
 * @param deploymentId of the deployment in the service, {@code ecs-svc/} and digits
 * @param sourceRevisions ARNs of the service revisions that it replaces
 * @param targetRevision ARN of the service revision that it brings
 * @param failures tasks of it that failed, as the circuit breaker counts them
 * @param startedAt when its first tasks could be started
 * @param finishedAt when nothing was left to be done for it
 */
public record ServiceDeployment(
        String arn,
        String serviceArn,
        String clusterName,
        String deploymentId,
        List<String> sourceRevisions,
        String targetRevision,
        Limits limits,
        DeploymentRules rules,
        int failures,
        Status status,
        Optional<String> statusReason,
        Optional<Rollback> rollback,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> finishedAt) {
    /** Why one ended that neither failed nor came to its end. */
    public static final String SUPERSEDED = "Service deployment stopped because a newer service deployment started.";

    public static final String DELETED = "Service deployment stopped because the service was deleted.";

    public ServiceDeployment {
        sourceRevisions = List.copyOf(sourceRevisions);
    }

    /** Percentages as they were when it began. */
    public record Limits(int minimumHealthyPercent, int maximumPercent) {}

    /** That it failed, and the service goes back to the revision. */
    public record Rollback(String reason, Instant startedAt, String revision) {}

    /** ECS guide, "View service history using Amazon ECS service deployments"; what Moorage does at once has no states of its own. */
    public enum Status {
        SUCCESSFUL,
        STOPPED,
        IN_PROGRESS,
        ROLLBACK_IN_PROGRESS,
        ROLLBACK_SUCCESSFUL,
        ROLLBACK_FAILED
    }

    /** The primary deployment of the service has begun. */
    public static ServiceDeployment begun(Service service, EcsArns arns, Instant now) {
        return new ServiceDeployment(
                arns.serviceDeployment(service.clusterName(), service.name(), id(service)),
                service.arn(),
                service.clusterName(),
                service.primary().id(),
                service.deployments().stream()
                        .skip(1)
                        .map(each -> ServiceRevision.arn(service, each, arns))
                        .toList(),
                ServiceRevision.arn(service, service.primary(), arns),
                new Limits(service.minimumHealthyPercent(), service.maximumPercent()),
                service.rules(),
                0,
                Status.IN_PROGRESS,
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                Optional.empty());
    }

    /** 22 letters, digits, hyphens and underscores, by which a deployment has one history and no other has it. */
    private static String id(Service service) {
        UUID name =
                UUID.nameUUIDFromBytes((service.arn() + " " + service.primary().id()).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(name.getMostSignificantBits())
                .putLong(name.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public boolean finished() {
        return finishedAt.isPresent();
    }

    /** The revision that the service is on its way to because of it. */
    public String heading() {
        return rollback.map(Rollback::revision).orElse(targetRevision);
    }

    /** After the service has become this. */
    public ServiceDeployment followed(Service service, EcsArns arns, Instant now) {
        if (finished()) {
            return this;
        }
        if (!service.active()) {
            return ended(rollback.isPresent() ? Status.ROLLBACK_FAILED : Status.STOPPED, Optional.of(DELETED), now);
        }
        Optional<Deployment> own = service.deployments().stream()
                .filter(each -> each.id().equals(deploymentId))
                .findFirst();
        int failed = own.map(Deployment::failures).orElse(failures);
        ServiceDeployment counted =
                failed == failures ? this : next(status, failed, statusReason, rollback, now, false);
        return rollback.isPresent() ? counted.goingBack(service, arns, now) : counted.goingOn(service, own, arns, now);
    }

    private ServiceDeployment goingBack(Service service, EcsArns arns, Instant now) {
        Deployment primary = service.primary();
        if (!ServiceRevision.arn(service, primary, arns).equals(heading())) {
            return ended(Status.ROLLBACK_FAILED, Optional.of(SUPERSEDED), now);
        }
        return switch (primary.rolloutState()) {
            case COMPLETED -> ended(Status.ROLLBACK_SUCCESSFUL, statusReason, now);
            case FAILED -> ended(Status.ROLLBACK_FAILED, Optional.of(primary.rolloutStateReason()), now);
            case IN_PROGRESS -> this;
        };
    }

    private ServiceDeployment goingOn(Service service, Optional<Deployment> own, EcsArns arns, Instant now) {
        Deployment primary = service.primary();
        if (!primary.id().equals(deploymentId)) {
            Optional<String> failure = own.filter(Deployment::hasFailed).map(Deployment::rolloutStateReason);
            return failure.map(reason -> next(
                            Status.ROLLBACK_IN_PROGRESS,
                            failures,
                            Optional.of(reason),
                            Optional.of(new Rollback(reason, now, ServiceRevision.arn(service, primary, arns))),
                            now,
                            false))
                    .orElseGet(() -> ended(Status.STOPPED, Optional.of(SUPERSEDED), now));
        }
        return switch (primary.rolloutState()) {
            case COMPLETED -> ended(Status.SUCCESSFUL, statusReason, now);
            case FAILED -> ended(Status.STOPPED, Optional.of(primary.rolloutStateReason()), now);
            case IN_PROGRESS -> this;
        };
    }

    private ServiceDeployment ended(Status how, Optional<String> reason, Instant now) {
        return next(how, failures, reason, rollback, now, true);
    }

    private ServiceDeployment next(
            Status newStatus,
            int newFailures,
            Optional<String> reason,
            Optional<Rollback> newRollback,
            Instant now,
            boolean finish) {
        return new ServiceDeployment(
                arn,
                serviceArn,
                clusterName,
                deploymentId,
                sourceRevisions,
                targetRevision,
                limits,
                rules,
                newFailures,
                newStatus,
                reason,
                newRollback,
                startedAt,
                now,
                finish ? Optional.of(now) : Optional.empty());
    }
}
