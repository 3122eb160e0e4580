package io.moorage.ec2.compute;

import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.instance.InstanceDriver.Traffic;
import io.moorage.ec2.instance.InstanceDriver.Usage;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.InstanceType;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures instances for CloudWatch, once a minute, under EC2's names (EC2 user guide, "List the available CloudWatch metrics
 * for your instances"): every instance as with detailed monitoring. Of one thread.
 */
public final class InstanceMeter {
    private static final String NAMESPACE = "AWS/EC2";
    private static final String GROUP_TAG = "aws:autoscaling:groupName";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Store store;
    private final InstanceDriver driver;
    private final Map<String, Counted> before = new HashMap<>();
    private Instant minute = Instant.MIN;

    private record Counted(Usage usage, Instant at) {}

    public InstanceMeter(Store store, InstanceDriver driver) {
        this.store = store;
        this.driver = driver;
    }

    /** What was measured in the minute that ended; nothing when that was told already. */
    public List<MetricDatum> measure(Instant now) {
        Instant begun = now.truncatedTo(ChronoUnit.MINUTES);
        if (begun.equals(minute)) {
            return List.of();
        }
        minute = begun;
        Map<String, Counted> after = new HashMap<>();
        List<MetricDatum> data = new ArrayList<>();
        for (Instance instance : store.view().all(Ec2Tables.INSTANCES)) {
            if (instance.state() == InstanceState.RUNNING) {
                measure(instance, now, after, data);
            }
        }
        before.clear();
        before.putAll(after);
        data.addAll(ofGroups(data));
        return data;
    }

    /** The same once more for the Auto Scaling groups of the instances, over which CloudWatch then aggregates. */
    private List<MetricDatum> ofGroups(List<MetricDatum> data) {
        List<MetricDatum> grouped = new ArrayList<>();
        for (MetricDatum each : data) {
            store.view()
                    .find(Ec2Tables.INSTANCES, each.metric().dimensions().getOrDefault("InstanceId", ""))
                    .map(instance -> instance.tags().get(GROUP_TAG))
                    .ifPresent(group -> grouped.add(new MetricDatum(
                            new Metric(NAMESPACE, each.metric().name(), Map.of("AutoScalingGroupName", group)),
                            each.unit(),
                            each.timestamp(),
                            each.values())));
        }
        return grouped;
    }

    private void measure(Instance instance, Instant now, Map<String, Counted> after, List<MetricDatum> data) {
        Instant ended = minute.minus(MINUTE);
        // A running instance's first process is alive, which is what status checks look at here.
        for (String name : List.of("StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System")) {
            data.add(of(instance, name, "Count", 0, ended));
        }
        Optional<Usage> usage = driver.usage(instance.id());
        usage.ifPresent(present -> {
            after.put(instance.id(), new Counted(present, now));
            Counted last = before.get(instance.id());
            if (last != null && present.cpuNanos() >= last.usage().cpuNanos()) {
                data.addAll(used(instance, last, present, now, ended));
            }
        });
    }

    private static List<MetricDatum> used(Instance instance, Counted last, Usage present, Instant now, Instant ended) {
        int vcpus = InstanceType.named(instance.launch().instanceType())
                .map(InstanceType::vcpus)
                .orElse(1);
        double available = (double) vcpus * Duration.between(last.at(), now).toNanos();
        double percent = 100.0 * (present.cpuNanos() - last.usage().cpuNanos()) / available;
        Traffic in = last.usage().received().until(present.received());
        Traffic out = last.usage().sent().until(present.sent());
        return List.of(
                of(instance, "CPUUtilization", "Percent", Math.min(100, percent), ended),
                of(instance, "NetworkIn", "Bytes", (double) in.bytes(), ended),
                of(instance, "NetworkOut", "Bytes", (double) out.bytes(), ended),
                of(instance, "NetworkPacketsIn", "Count", (double) in.packets(), ended),
                of(instance, "NetworkPacketsOut", "Count", (double) out.packets(), ended));
    }

    private static MetricDatum of(Instance instance, String name, String unit, double value, Instant time) {
        Metric metric = new Metric(NAMESPACE, name, Map.of("InstanceId", instance.id()));
        return new MetricDatum(metric, unit, time, StatisticSet.of(value));
    }
}
