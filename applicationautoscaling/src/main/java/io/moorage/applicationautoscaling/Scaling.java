package io.moorage.applicationautoscaling;

import io.moorage.applicationautoscaling.decide.TargetScaling;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.scaling.AlarmValue;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.scaling.Uuids;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Changes targets: for alarms whose actions are policies, and for schedules. An ECS service is changed by ECS's API. */
public final class Scaling {
    private final Store store;
    private final Calls calls;
    private final ApplicationAutoScalingConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;

    Scaling(
            Store store,
            Calls calls,
            ApplicationAutoScalingConfig config,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.calls = calls;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** True for the ARN of a policy of this service, whether or not there is one. */
    public static boolean isPolicy(String arn) {
        return arn.startsWith("arn:aws:autoscaling:")
                && arn.contains(":scalingPolicy:")
                && arn.contains(":resource/ecs/");
    }

    /** An alarm is in the state that the policy is for. Empty when there is no such policy. */
    public Optional<TargetScaling.Verdict> alarm(String policyArn, MetricAlarm alarm) {
        Instant now = clock.instant();
        ReadView view = store.view();
        Optional<TargetPolicy> policy = view.all(ApplicationAutoScalingTables.POLICIES).stream()
                .filter(each -> each.arn().equals(policyArn))
                .findFirst();
        Optional<ScalableTarget> target =
                policy.flatMap(each -> view.find(ApplicationAutoScalingTables.TARGETS, each.targetKey()));
        Optional<Service> service = target.flatMap(each -> service(view, each));
        if (policy.isEmpty() || target.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        var occasion = new TargetScaling.Occasion(
                AlarmValue.of(policy.get().kind(), calls, config.principal(), alarm, now),
                alarm.condition().threshold(),
                alarm.condition().operator(),
                othersAgree(view, policy.get()),
                service.get().deployments().stream().anyMatch(Deployment::inProgress));
        TargetScaling.Verdict verdict =
                TargetScaling.judge(target.get(), policy.get(), service.get().desiredCount(), occasion, now);
        if (verdict instanceof TargetScaling.Set(int size)) {
            String cause = "monitor alarm " + alarm.name() + " in state "
                    + alarm.status().state() + " triggered policy "
                    + policy.get().name();
            int present = service.get().desiredCount();
            change(target.get(), service.get(), size, cause, after(policy.get(), present, size, now), now);
        }
        return Optional.of(verdict);
    }

    /** A cooldown begins; one that runs already goes on from where it began. */
    private static UnaryOperator<ScalableTarget> after(TargetPolicy policy, int before, int size, Instant now) {
        return target -> {
            if (size < before) {
                return target.scaledIn(now);
            }
            int from = policy.isCoolingOut(target, now) ? target.scaledOutFrom().orElse(before) : before;
            return target.scaledOut(from, now);
        };
    }

    private static boolean othersAgree(ReadView view, TargetPolicy policy) {
        return view
                .by(
                        ApplicationAutoScalingTables.POLICIES,
                        ApplicationAutoScalingTables.POLICIES_BY_TARGET,
                        policy.targetKey())
                .stream()
                .filter(each -> !each.name().equals(policy.name()))
                .allMatch(each -> !(each.kind() instanceof ScalingPolicy.TargetTracking tracking)
                        || TrackingAlarms.readyToScaleIn(view, tracking, each.alarms()));
    }

    /** The service that a target is the desired count of. */
    public static Optional<Service> service(ReadView view, ScalableTarget target) {
        String[] parts = target.resourceId().split("/", -1);
        return view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_CLUSTER, parts[1]).stream()
                .filter(each -> each.name().equals(parts[2]) && each.active())
                .findFirst();
    }

    /** Sets the size for a scheduled action, after which no policy has to wait, and writes down that and why. */
    public void change(ScalableTarget target, Service service, int size, String cause, Instant now) {
        change(target, service, size, cause, UnaryOperator.identity(), now);
    }

    private void change(
            ScalableTarget target,
            Service service,
            int size,
            String cause,
            UnaryOperator<ScalableTarget> after,
            Instant now) {
        // The cooldown first: who is killed before that is told finds it, and the same alarm changes nothing twice.
        Optional<ScalableTarget> before = store.transact(tx -> {
            Optional<ScalableTarget> present = tx.find(ApplicationAutoScalingTables.TARGETS, target.key());
            present.ifPresent(each -> tx.update(ApplicationAutoScalingTables.TARGETS, after.apply(each)));
            return present;
        });
        Optional<String> refusal = set(service, size);
        TargetActivity activity = new TargetActivity(
                Uuids.next(random),
                target.key(),
                size,
                "Setting desired count to " + size + ".",
                cause,
                now,
                Optional.empty(),
                TargetActivity.Status.InProgress,
                "Successfully set desired count to " + size + ". Waiting for change to be fulfilled by ecs.");
        store.transact(tx -> {
            tx.put(
                    ApplicationAutoScalingTables.ACTIVITIES,
                    refusal.map(why -> activity.ended(
                                    TargetActivity.Status.Failed,
                                    "Failed to set desired count to " + size + ". Reason: " + why,
                                    now))
                            .orElse(activity));
            if (refusal.isPresent()) {
                before.ifPresent(each -> tx.find(ApplicationAutoScalingTables.TARGETS, each.key())
                        .filter(after.apply(each)::equals)
                        .ifPresent(same -> tx.update(ApplicationAutoScalingTables.TARGETS, each)));
            }
            return activity;
        });
    }

    /** Empty when it was done, else why not. */
    private Optional<String> set(Service service, int size) {
        try {
            calls.call(
                    EcsOperations.UPDATE_SERVICE,
                    UpdateServiceRequest.builder()
                            .cluster(service.clusterName())
                            .service(service.name())
                            .desiredCount(size)
                            .build(),
                    config.principal());
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
