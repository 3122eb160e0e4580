package io.moorage.ecs.decide;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.cloudwatch.StatisticSet;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics of clusters and services under ECS's names (ECS developer guide, "Amazon ECS CloudWatch metrics"), from what is
 * reserved, which the store knows, and what is used, which agents tell.
 */
public final class ClusterMetrics {
    private static final String NAMESPACE = "AWS/ECS";
    private static final double UNITS_PER_CORE_PERCENT = 10.24;

    private final ReadView view;
    private final Map<String, Used> used;
    private final Instant time;

    /**
     * What a task uses.
     *
     * @param cpuPercent of one core
     */
    public record Used(double cpuPercent, double memoryMib) {
        double cpuUnits() {
            return cpuPercent * UNITS_PER_CORE_PERCENT;
        }
    }

    private ClusterMetrics(ReadView view, Map<String, Used> used, Instant time) {
        this.view = view;
        this.used = used;
        this.time = time;
    }

    /** @param used by task ARN; tasks that are missing have not been heard of */
    public static List<MetricDatum> of(ReadView view, Map<String, Used> used, Instant time) {
        ClusterMetrics metrics = new ClusterMetrics(view, used, time);
        return view.all(EcsTables.CLUSTERS).stream()
                .flatMap(cluster -> metrics.of(cluster).stream())
                .toList();
    }

    private List<MetricDatum> of(Cluster cluster) {
        List<Resources> registered = view.all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(instance -> instance.clusterName().equals(cluster.name()) && !instance.inactive())
                .filter(instance -> !instance.lost())
                .map(ContainerInstance::registered)
                .toList();
        List<Task> tasks = view.all(EcsTables.TASKS).stream()
                .filter(task -> task.clusterName().equals(cluster.name()) && !task.stopped())
                .toList();
        List<MetricDatum> data = new ArrayList<>();
        Map<String, String> dimensions = Map.of("ClusterName", cluster.name());
        double cpu = sum(registered, Resources::cpu);
        double memory = sum(registered, Resources::memory);
        if (cpu > 0 && memory > 0) {
            data.add(of(
                    "CPUReservation",
                    dimensions,
                    100 * sum(tasks, task -> task.reserved().cpu()) / cpu));
            data.add(of(
                    "MemoryReservation",
                    dimensions,
                    100 * sum(tasks, task -> task.reserved().memory()) / memory));
            List<Used> heard = tasks.stream().flatMap(this::used).toList();
            if (!heard.isEmpty()) {
                data.add(of("CPUUtilization", dimensions, 100 * sum(heard, Used::cpuUnits) / cpu));
                data.add(of("MemoryUtilization", dimensions, 100 * sum(heard, Used::memoryMib) / memory));
            }
        }
        tasks.stream()
                .filter(task -> !task.serviceArn().isEmpty())
                .collect(Collectors.groupingBy(Task::serviceArn, TreeMap::new, Collectors.toList()))
                .forEach((service, own) -> data.addAll(service(cluster, EcsArns.lastPart(service), own)));
        return data;
    }

    /** Of each task what it uses of what it reserved, so that SampleCount counts tasks. */
    private List<MetricDatum> service(Cluster cluster, String service, List<Task> tasks) {
        Map<String, String> dimensions = Map.of("ClusterName", cluster.name(), "ServiceName", service);
        List<MetricDatum> data = new ArrayList<>();
        percents(tasks, task -> task.reserved().cpu(), Used::cpuUnits)
                .ifPresent(values -> data.add(of("CPUUtilization", dimensions, values)));
        percents(tasks, task -> task.reserved().memory(), Used::memoryMib)
                .ifPresent(values -> data.add(of("MemoryUtilization", dimensions, values)));
        return data;
    }

    private Optional<StatisticSet> percents(
            List<Task> tasks, ToDoubleFunction<Task> reserved, ToDoubleFunction<Used> uses) {
        return tasks.stream()
                .filter(task -> reserved.applyAsDouble(task) > 0)
                .flatMap(task -> used(task)
                        .map(each -> StatisticSet.of(100 * uses.applyAsDouble(each) / reserved.applyAsDouble(task))))
                .reduce(StatisticSet::plus);
    }

    private Stream<Used> used(Task task) {
        return Optional.ofNullable(used.get(task.arn())).stream();
    }

    private static <T> double sum(Collection<T> all, ToDoubleFunction<T> part) {
        return all.stream().mapToDouble(part).sum();
    }

    private MetricDatum of(String name, Map<String, String> dimensions, double value) {
        return of(name, dimensions, StatisticSet.of(value));
    }

    private MetricDatum of(String name, Map<String, String> dimensions, StatisticSet values) {
        return new MetricDatum(new Metric(NAMESPACE, name, dimensions), "Percent", time, values);
    }
}
