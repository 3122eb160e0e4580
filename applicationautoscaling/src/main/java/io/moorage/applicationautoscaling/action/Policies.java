package io.moorage.applicationautoscaling.action;

import io.moorage.awsmodels.applicationautoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.applicationautoscaling.MetricDimension;
import io.moorage.awsmodels.applicationautoscaling.PredefinedMetricSpecification;
import io.moorage.awsmodels.applicationautoscaling.PutScalingPolicyRequest;
import io.moorage.awsmodels.applicationautoscaling.StepAdjustment;
import io.moorage.awsmodels.applicationautoscaling.StepScalingPolicyConfiguration;
import io.moorage.awsmodels.applicationautoscaling.TargetTrackingScalingPolicyConfiguration;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.StepIntervals;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies as requests describe them and answers show them. */
final class Policies {
    /** ECS's default ("Cooldown period"). */
    private static final int DEFAULT_COOLDOWN = 300;

    private static final Map<String, String> PREDEFINED = Map.of(
            "ECSServiceAverageCPUUtilization", "CPUUtilization",
            "ECSServiceAverageMemoryUtilization", "MemoryUtilization");

    /** What a request says of a policy. */
    record Read(ScalingPolicy.Kind kind, int outCooldown, int inCooldown) {}

    static Read read(PutScalingPolicyRequest request) {
        return switch (Objects.requireNonNullElse(request.policyType(), "StepScaling")) {
            case "StepScaling" -> steps(request.stepScalingPolicyConfiguration());
            case "TargetTrackingScaling" ->
                tracking(request.targetTrackingScalingPolicyConfiguration(), request.resourceId());
            default -> throw ApplicationAutoScaling.invalid("Unsupported policy type: " + request.policyType());
        };
    }

    private static Read steps(@Nullable StepScalingPolicyConfiguration given) {
        if (given == null || given.stepAdjustments().isEmpty()) {
            throw ApplicationAutoScaling.invalid("At least one StepAdjustment must be specified for StepScaling.");
        }
        ScalingPolicy.Type type = Stream.of(ScalingPolicy.Type.values())
                .filter(each -> each.word().equals(given.adjustmentType()))
                .findFirst()
                .orElseThrow(() -> ApplicationAutoScaling.invalid("AdjustmentType must be specified."));
        List<ScalingPolicy.Step> steps = StepIntervals.sorted(given.stepAdjustments().stream()
                .map(each -> new ScalingPolicy.Step(
                        Optional.ofNullable(each.metricIntervalLowerBound()),
                        Optional.ofNullable(each.metricIntervalUpperBound()),
                        each.scalingAdjustment()))
                .toList());
        if (StepIntervals.fault(steps).isPresent()) {
            throw ApplicationAutoScaling.invalid(
                    "StepAdjustment intervals must be ordered, and can't have gaps between them, nor overlap.");
        }
        int cooldown = Objects.requireNonNullElse(given.cooldown(), DEFAULT_COOLDOWN);
        return new Read(
                new ScalingPolicy.Steps(
                        new ScalingPolicy.Adjusting(type, Optional.ofNullable(given.minAdjustmentMagnitude())),
                        steps,
                        Objects.requireNonNullElse(given.metricAggregationType(), "Average"),
                        Optional.empty()),
                cooldown,
                cooldown);
    }

    private static Read tracking(@Nullable TargetTrackingScalingPolicyConfiguration given, String resourceId) {
        if (given == null
                || (given.predefinedMetricSpecification() == null) == (given.customizedMetricSpecification() == null)) {
            throw ApplicationAutoScaling.invalid("Exactly one of PredefinedMetricSpecification or"
                    + " CustomizedMetricSpecification must be specified for TargetTrackingScaling.");
        }
        if (!(given.targetValue() > 0)) {
            throw ApplicationAutoScaling.invalid("TargetValue must be greater than 0.");
        }
        ScalingPolicy.TrackedMetric metric = given.predefinedMetricSpecification() != null
                ? predefined(given.predefinedMetricSpecification(), resourceId)
                : customized(Objects.requireNonNull(given.customizedMetricSpecification()));
        return new Read(
                new ScalingPolicy.TargetTracking(
                        metric, given.targetValue(), Boolean.TRUE.equals(given.disableScaleIn()), Optional.empty()),
                Objects.requireNonNullElse(given.scaleOutCooldown(), DEFAULT_COOLDOWN),
                Objects.requireNonNullElse(given.scaleInCooldown(), DEFAULT_COOLDOWN));
    }

    private static ScalingPolicy.TrackedMetric predefined(PredefinedMetricSpecification given, String resourceId) {
        String type = given.predefinedMetricType();
        String metric = Optional.ofNullable(PREDEFINED.get(type))
                .orElseThrow(() -> ApplicationAutoScaling.invalid("The predefined metric type " + type
                        + " is not supported by Moorage for ecs:service:DesiredCount."));
        String[] parts = resourceId.split("/", -1);
        return new ScalingPolicy.TrackedMetric(
                Optional.of(type),
                "AWS/ECS",
                metric,
                List.of(
                        new ScalingPolicy.Dimension("ClusterName", parts[1]),
                        new ScalingPolicy.Dimension("ServiceName", parts[2])),
                "Average",
                Optional.empty());
    }

    private static ScalingPolicy.TrackedMetric customized(CustomizedMetricSpecification given) {
        if (!given.metrics().isEmpty()) {
            throw ApplicationAutoScaling.invalid(
                    "Metric math in a target tracking policy is not supported by Moorage.");
        }
        if (given.namespace() == null || given.metricName() == null || given.statistic() == null) {
            throw ApplicationAutoScaling.invalid("A customized metric needs Namespace, MetricName and Statistic.");
        }
        return new ScalingPolicy.TrackedMetric(
                Optional.empty(),
                given.namespace(),
                given.metricName(),
                given.dimensions().stream()
                        .map(each -> new ScalingPolicy.Dimension(each.name(), each.value()))
                        .toList(),
                given.statistic(),
                Optional.ofNullable(given.unit()));
    }

    static io.moorage.awsmodels.applicationautoscaling.ScalingPolicy.Builder write(
            io.moorage.awsmodels.applicationautoscaling.ScalingPolicy.Builder shape, TargetPolicy row) {
        return switch (row.kind()) {
            case ScalingPolicy.TargetTracking tracking ->
                shape.policyType("TargetTrackingScaling")
                        .targetTrackingScalingPolicyConfiguration(write(tracking, row));
            case ScalingPolicy.Steps steps ->
                shape.policyType("StepScaling").stepScalingPolicyConfiguration(write(steps, row));
            case ScalingPolicy.Simple ignored -> throw new IllegalStateException("no simple policies here");
        };
    }

    private static StepScalingPolicyConfiguration write(ScalingPolicy.Steps steps, TargetPolicy row) {
        return new StepScalingPolicyConfiguration(
                steps.by().type().word(),
                steps.steps().stream()
                        .map(each -> new StepAdjustment(
                                each.lower().orElse(null), each.upper().orElse(null), each.adjustment()))
                        .toList(),
                steps.by().minMagnitude().orElse(null),
                row.outCooldownSeconds(),
                steps.aggregation());
    }

    private static TargetTrackingScalingPolicyConfiguration write(
            ScalingPolicy.TargetTracking tracking, TargetPolicy row) {
        ScalingPolicy.TrackedMetric metric = tracking.metric();
        var shape = TargetTrackingScalingPolicyConfiguration.builder()
                .targetValue(tracking.target())
                .scaleOutCooldown(row.outCooldownSeconds())
                .scaleInCooldown(row.inCooldownSeconds())
                .disableScaleIn(tracking.scaleInDisabled());
        return metric.predefined().isPresent()
                ? shape.predefinedMetricSpecification(new PredefinedMetricSpecification(
                                metric.predefined().get(), null))
                        .build()
                : shape.customizedMetricSpecification(CustomizedMetricSpecification.builder()
                                .namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(metric.dimensions().stream()
                                        .map(each -> new MetricDimension(each.name(), each.value()))
                                        .toList())
                                .statistic(metric.statistic())
                                .unit(metric.unit().orElse(null))
                                .metrics(List.of())
                                .build())
                        .build();
    }

    private Policies() {}
}
