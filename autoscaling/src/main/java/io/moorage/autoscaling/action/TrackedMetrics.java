package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.autoscaling.MetricDimension;
import io.moorage.awsmodels.autoscaling.PredefinedMetricSpecification;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.model.autoscaling.ScalingPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics that target tracking keeps at a value. */
final class TrackedMetrics {
    /** AWS's own, by type, as EC2 measures them over a group. */
    private static final Map<String, String> PREDEFINED = Map.of(
            "ASGAverageCPUUtilization", "CPUUtilization",
            "ASGAverageNetworkIn", "NetworkIn",
            "ASGAverageNetworkOut", "NetworkOut");

    private TrackedMetrics() {}

    static ScalingPolicy.TrackedMetric read(TargetTrackingConfiguration given, String group) {
        PredefinedMetricSpecification predefined = given.predefinedMetricSpecification();
        CustomizedMetricSpecification customized = given.customizedMetricSpecification();
        if ((predefined == null) == (customized == null)) {
            throw Refusal.invalid(
                    "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be "
                            + "specified");
        }
        return predefined == null ? customized(customized) : predefined(predefined, group);
    }

    private static ScalingPolicy.TrackedMetric predefined(PredefinedMetricSpecification given, String group) {
        String name = PREDEFINED.get(given.predefinedMetricType());
        if (name == null) {
            throw Refusal.unsupported("The predefined metric " + given.predefinedMetricType());
        }
        return new ScalingPolicy.TrackedMetric(
                Optional.of(given.predefinedMetricType()),
                "AWS/EC2",
                name,
                List.of(new ScalingPolicy.Dimension("AutoScalingGroupName", group)),
                "Average",
                Optional.empty());
    }

    private static ScalingPolicy.TrackedMetric customized(CustomizedMetricSpecification given) {
        Refusal.refuse(!given.metrics().isEmpty(), "Metric math in a target tracking policy");
        if (given.namespace() == null || given.metricName() == null || given.statistic() == null) {
            throw Refusal.invalid("A customized metric needs Namespace, MetricName and Statistic");
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

    static TargetTrackingConfiguration shape(ScalingPolicy.TargetTracking tracking) {
        ScalingPolicy.TrackedMetric metric = tracking.metric();
        var shape = TargetTrackingConfiguration.builder()
                .targetValue(tracking.target())
                .disableScaleIn(tracking.scaleInDisabled());
        return metric.predefined().isPresent()
                ? shape.predefinedMetricSpecification(PredefinedMetricSpecification.builder()
                                .predefinedMetricType(metric.predefined().get())
                                .build())
                        .build()
                : shape.customizedMetricSpecification(CustomizedMetricSpecification.builder()
                                .namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(metric.dimensions().stream()
                                        .map(each -> MetricDimension.builder()
                                                .name(each.name())
                                                .value(each.value())
                                                .build())
                                        .toList())
                                .statistic(metric.statistic())
                                .unit(metric.unit().orElse(null))
                                .build())
                        .build();
    }
}
