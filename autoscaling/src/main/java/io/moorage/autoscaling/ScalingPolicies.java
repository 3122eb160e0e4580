package io.moorage.autoscaling;

import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.Calls;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.scaling.Adjustment;
import io.moorage.scaling.AlarmValue;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Carries out scaling policies: when alarms say so, and when users do. */
public final class ScalingPolicies {
    private static final String ARN = ":scalingPolicy:";

    private final Store store;
    private final Calls calls;
    private final AutoScalingConfig config;
    private final InstantSource clock;

    public ScalingPolicies(Store store, Calls calls, AutoScalingConfig config, InstantSource clock) {
        this.store = store;
        this.calls = calls;
        this.config = config;
        this.clock = clock;
    }

    /** True for the ARN of a scaling policy, whether or not there is one. */
    public static boolean isPolicy(String arn) {
        return arn.startsWith("arn:aws:autoscaling:") && arn.contains(ARN);
    }

    /** What came of carrying a policy out. */
    public enum Outcome {
        DONE,
        NO_SUCH_POLICY,
        COOLING_DOWN,
        /** The step policy has no step for the breach. */
        NO_STEP,
        /** There is nothing to compare with the threshold. */
        NO_DATA,
        SUSPENDED
    }

    /**
     * Why a policy is carried out.
     *
     * @param cause in the words of an activity's
     * @param value of the metric, where the policy needs one
     * @param operator by which the alarm compares that with the threshold; there whenever an alarm is why
     */
    public record Occasion(
            String cause,
            Optional<Double> value,
            Optional<Double> threshold,
            Optional<ComparisonOperator> operator,
            boolean honorsCooldown) {}

    /** An alarm is in the state that the policy is for. */
    public Outcome alarm(String policyArn, MetricAlarm alarm) {
        Optional<ScalingPolicy> policy = store.view().all(AutoScalingTables.POLICIES).stream()
                .filter(each -> each.arn().equals(policyArn))
                .findFirst();
        if (policy.isEmpty()) {
            return Outcome.NO_SUCH_POLICY;
        }
        Instant now = clock.instant();
        boolean needsValue = !(policy.get().kind() instanceof ScalingPolicy.Simple);
        Optional<Double> value = needsValue
                ? AlarmValue.of(policy.get().kind(), calls, config.principal(), alarm, now)
                : Optional.empty();
        String cause = Causes.at(
                now,
                "a monitor alarm " + alarm.name() + " in state "
                        + alarm.status().state() + " triggered policy "
                        + policy.get().name());
        var occasion = new Occasion(
                cause,
                value,
                Optional.of(alarm.condition().threshold()),
                Optional.of(alarm.condition().operator()),
                true);
        return store.transact(
                tx -> tx.find(AutoScalingTables.POLICIES, policy.get().key())
                        .flatMap(found -> tx.find(AutoScalingTables.GROUPS, found.groupName())
                                .map(group -> group.isSuspended("AlarmNotification")
                                        ? Outcome.SUSPENDED
                                        : execute(tx, group, found, occasion, now)))
                        .orElse(Outcome.NO_SUCH_POLICY));
    }

    /** Changes what the group wants, as the policy says. */
    public static Outcome execute(
            Transaction tx, AutoScalingGroup group, ScalingPolicy policy, Occasion occasion, Instant now) {
        if (!policy.enabled()) {
            return Outcome.SUSPENDED;
        }
        return switch (policy.kind()) {
            case ScalingPolicy.Simple simple -> simple(tx, group, simple, occasion, now);
            case ScalingPolicy.Steps steps -> steps(tx, group, steps, occasion, now);
            case ScalingPolicy.TargetTracking tracking ->
                tracking(tx, group, tracking, occasion, othersAgree(tx, policy), now);
        };
    }

    private static Outcome simple(
            Transaction tx, AutoScalingGroup group, ScalingPolicy.Simple simple, Occasion occasion, Instant now) {
        if (occasion.honorsCooldown() && group.isCoolingDown(now)) {
            return Outcome.COOLING_DOWN;
        }
        int seconds = simple.cooldownSeconds().orElse(group.settings().cooldownSeconds());
        AutoScalingGroup changed =
                wanting(group, Adjustment.of(simple.by(), simple.adjustment(), group.desired()), occasion.cause());
        tx.update(
                AutoScalingTables.GROUPS,
                changed.desired() == group.desired() ? group : changed.withCooldown(Duration.ofSeconds(seconds), now));
        return Outcome.DONE;
    }

    private static Outcome steps(
            Transaction tx, AutoScalingGroup group, ScalingPolicy.Steps steps, Occasion occasion, Instant now) {
        if (occasion.value().isEmpty() || occasion.threshold().isEmpty()) {
            return Outcome.NO_DATA;
        }
        Optional<ScalingPolicy.Step> step = Adjustment.step(
                steps, occasion.value().get() - occasion.threshold().get());
        if (step.isEmpty()) {
            return Outcome.NO_STEP;
        }
        CurrentCapacity current = CurrentCapacity.of(tx, group, steps.warmupSeconds(), now);
        int out = Adjustment.of(steps.by(), step.get().adjustment(), current.warm());
        int capacity = out > current.warm()
                ? Math.max(group.desired(), out)
                : in(group, current, Adjustment.of(steps.by(), step.get().adjustment(), current.withLeaving()));
        tx.update(AutoScalingTables.GROUPS, wanting(group, capacity, occasion.cause()));
        return Outcome.DONE;
    }

    private static Outcome tracking(
            Transaction tx,
            AutoScalingGroup group,
            ScalingPolicy.TargetTracking tracking,
            Occasion occasion,
            boolean mayShrink,
            Instant now) {
        if (occasion.value().isEmpty() || occasion.operator().isEmpty()) {
            return Outcome.NO_DATA;
        }
        double value = occasion.value().get();
        CurrentCapacity current = CurrentCapacity.of(tx, group, tracking.warmupSeconds(), now);
        int capacity =
                switch (Adjustment.direction(
                        tracking, value, occasion.operator().get())) {
                    // From nothing it would stay nothing, however much is asked of it.
                    case OUT ->
                        Math.max(group.desired(), Adjustment.tracking(tracking, value, Math.max(current.warm(), 1)));
                    case IN ->
                        tracking.scaleInDisabled() || !mayShrink
                                ? group.desired()
                                : in(group, current, Adjustment.tracking(tracking, value, current.withLeaving()));
                    case NONE -> group.desired();
                };
        tx.update(AutoScalingTables.GROUPS, wanting(group, capacity, occasion.cause()));
        return Outcome.DONE;
    }

    private static boolean othersAgree(ReadView view, ScalingPolicy policy) {
        return view.by(AutoScalingTables.POLICIES, AutoScalingTables.POLICIES_BY_GROUP, policy.groupName()).stream()
                .filter(each -> each.enabled() && !each.name().equals(policy.name()))
                .allMatch(each -> !(each.kind() instanceof ScalingPolicy.TargetTracking tracking)
                        || TrackingAlarms.readyToScaleIn(view, tracking, each.alarms()));
    }

    private static AutoScalingGroup wanting(AutoScalingGroup group, int capacity, String cause) {
        return group.wanting(
                Math.clamp(capacity, group.settings().min(), group.settings().max()), cause);
    }

    /** No smaller while instances warm up, whose share of the work nobody knows yet. */
    private static int in(AutoScalingGroup group, CurrentCapacity current, int wanted) {
        return current.warming() > 0 ? group.desired() : Math.min(group.desired(), wanted);
    }
}
