package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.awsmodels.autoscaling.StepAdjustment;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.StepIntervals;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scaling policies as requests describe them and answers show them. */
final class Policies {
    static final int MOST = 50;

    private Policies() {}

    static Collection<ScalingPolicy> of(ReadView view, String group) {
        return view.by(AutoScalingTables.POLICIES, AutoScalingTables.POLICIES_BY_GROUP, group);
    }

    /** The policy of that ARN, or of that name in that group. */
    static ScalingPolicy named(ReadView view, @Nullable String group, String nameOrArn) {
        return view.all(AutoScalingTables.POLICIES).stream()
                .filter(each -> each.arn().equals(nameOrArn)
                        || (each.name().equals(nameOrArn) && each.groupName().equals(group)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("PolicyName: " + nameOrArn + " not found"
                        + (group == null ? "" : " for AutoScalingGroup " + group)));
    }

    static ScalingPolicy.Kind read(PutScalingPolicyType input, String group) {
        Refusal.refuse(input.predictiveScalingConfiguration() != null, "Predictive scaling");
        return switch (Objects.requireNonNullElse(input.policyType(), "SimpleScaling")) {
            case "SimpleScaling" -> simple(input);
            case "StepScaling" -> steps(input);
            case "TargetTrackingScaling" -> tracking(input, group);
            case "PredictiveScaling" -> throw Refusal.unsupported("Predictive scaling");
            default -> throw Refusal.invalid("Unknown policy type " + input.policyType());
        };
    }

    private static ScalingPolicy.Kind simple(PutScalingPolicyType input) {
        if (input.scalingAdjustment() == null || !input.stepAdjustments().isEmpty()) {
            throw Refusal.invalid("A simple scaling policy has a ScalingAdjustment and no StepAdjustments.");
        }
        forbid(input.targetTrackingConfiguration() != null, "TargetTrackingConfiguration", "SimpleScaling");
        return new ScalingPolicy.Simple(
                adjusting(input), input.scalingAdjustment(), Optional.ofNullable(input.cooldown()));
    }

    private static ScalingPolicy.Kind steps(PutScalingPolicyType input) {
        forbid(input.scalingAdjustment() != null, "ScalingAdjustment", "StepScaling");
        forbid(input.cooldown() != null, "Cooldown", "StepScaling");
        forbid(input.targetTrackingConfiguration() != null, "TargetTrackingConfiguration", "StepScaling");
        List<ScalingPolicy.Step> steps = StepIntervals.sorted(input.stepAdjustments().stream()
                .map(each -> new ScalingPolicy.Step(
                        Optional.ofNullable(each.metricIntervalLowerBound()),
                        Optional.ofNullable(each.metricIntervalUpperBound()),
                        each.scalingAdjustment()))
                .toList());
        if (steps.isEmpty()) {
            throw Refusal.invalid("At least one StepAdjustment must be specified for StepScaling");
        }
        StepIntervals.fault(steps).ifPresent(Policies::refuse);
        String aggregation = Objects.requireNonNullElse(input.metricAggregationType(), "Average");
        if (!Set.of("Minimum", "Maximum", "Average").contains(aggregation)) {
            throw Refusal.invalid("MetricAggregationType must be Minimum, Maximum or Average, not " + aggregation);
        }
        return new ScalingPolicy.Steps(
                adjusting(input), steps, aggregation, Optional.ofNullable(input.estimatedInstanceWarmup()));
    }

    private static void refuse(StepIntervals.Fault fault) {
        throw Refusal.invalid(
                switch (fault) {
                    case EMPTY -> "StepAdjustment lower bound must be less than the upper bound";
                    case GAP_OR_OVERLAP -> "StepAdjustment intervals can't have gaps between them, nor overlap";
                    case UNBOUNDED -> "At most one StepAdjustment may have an unspecified upper bound";
                });
    }

    private static ScalingPolicy.Kind tracking(PutScalingPolicyType input, String group) {
        TargetTrackingConfiguration given = input.targetTrackingConfiguration();
        if (given == null) {
            throw Refusal.invalid("TargetTrackingConfiguration must be specified for TargetTrackingScaling");
        }
        forbid(input.scalingAdjustment() != null, "ScalingAdjustment", "TargetTrackingScaling");
        forbid(input.adjustmentType() != null, "AdjustmentType", "TargetTrackingScaling");
        forbid(!input.stepAdjustments().isEmpty(), "StepAdjustments", "TargetTrackingScaling");
        forbid(input.cooldown() != null, "Cooldown", "TargetTrackingScaling");
        if (given.targetValue() <= 0) {
            throw Refusal.invalid("TargetValue must be greater than 0, not " + given.targetValue());
        }
        return new ScalingPolicy.TargetTracking(
                TrackedMetrics.read(given, group),
                given.targetValue(),
                Boolean.TRUE.equals(given.disableScaleIn()),
                Optional.ofNullable(input.estimatedInstanceWarmup()));
    }

    private static ScalingPolicy.Adjusting adjusting(PutScalingPolicyType input) {
        Optional<Integer> magnitude = Optional.ofNullable(input.minAdjustmentMagnitude())
                .or(() -> Optional.ofNullable(input.minAdjustmentStep()));
        ScalingPolicy.Type type = Stream.of(ScalingPolicy.Type.values())
                .filter(each -> each.word().equals(input.adjustmentType()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("AdjustmentType must be ChangeInCapacity, ExactCapacity or "
                        + "PercentChangeInCapacity, not " + input.adjustmentType()));
        if (magnitude.isPresent() && type != ScalingPolicy.Type.PERCENT_CHANGE_IN_CAPACITY) {
            throw Refusal.invalid(
                    "MinAdjustmentMagnitude is supported only for AdjustmentType PercentChangeInCapacity");
        }
        return new ScalingPolicy.Adjusting(type, magnitude);
    }

    private static void forbid(boolean given, String parameter, String type) {
        if (given) {
            throw Refusal.invalid(parameter + " is not supported for policy type " + type);
        }
    }

    static io.moorage.awsmodels.autoscaling.ScalingPolicy shape(AutoScaling autoScaling, ScalingPolicy row) {
        var shape = io.moorage.awsmodels.autoscaling.ScalingPolicy.builder()
                .autoScalingGroupName(row.groupName())
                .policyName(row.name())
                .policyARN(row.arn())
                .enabled(row.enabled())
                .policyType(type(row.kind()))
                .stepAdjustments(List.of())
                .alarms(PolicyAlarms.of(autoScaling, row));
        switch (row.kind()) {
            case ScalingPolicy.Simple simple ->
                shape.adjustmentType(simple.by().type().word())
                        .minAdjustmentMagnitude(simple.by().minMagnitude().orElse(null))
                        .scalingAdjustment(simple.adjustment())
                        .cooldown(simple.cooldownSeconds().orElse(null));
            case ScalingPolicy.Steps steps ->
                shape.adjustmentType(steps.by().type().word())
                        .minAdjustmentMagnitude(steps.by().minMagnitude().orElse(null))
                        .metricAggregationType(steps.aggregation())
                        .estimatedInstanceWarmup(steps.warmupSeconds().orElse(null))
                        .stepAdjustments(steps.steps().stream()
                                .map(each -> StepAdjustment.builder()
                                        .metricIntervalLowerBound(each.lower().orElse(null))
                                        .metricIntervalUpperBound(each.upper().orElse(null))
                                        .scalingAdjustment(each.adjustment())
                                        .build())
                                .toList());
            case ScalingPolicy.TargetTracking tracking ->
                shape.targetTrackingConfiguration(TrackedMetrics.shape(tracking))
                        .estimatedInstanceWarmup(tracking.warmupSeconds().orElse(null));
        }
        return shape.build();
    }

    static String type(ScalingPolicy.Kind kind) {
        return switch (kind) {
            case ScalingPolicy.Simple ignored -> "SimpleScaling";
            case ScalingPolicy.Steps ignored -> "StepScaling";
            case ScalingPolicy.TargetTracking ignored -> "TargetTrackingScaling";
        };
    }
}
