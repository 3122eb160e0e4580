package io.moorage.bench.scale;

import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.model.ecs.Attribute;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The scheduler alone: how long it takes to find places for twenty tasks on each of some instances, spread over zones and then packed,
 * with a constraint, in twenty services of as many tasks as there are instances; each service sees what the ones before it left.
 */
public final class PlacementRate {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PER_INSTANCE = 20;
    private static final int INSTANCE_CPU = 4_096;
    private static final int INSTANCE_MEMORY = 16_384;
    private static final int TASK_CPU = 128;
    private static final int TASK_MEMORY = 512;
    private static final int LARGEST = 5_000;
    private static final int SMALLEST = 100;
    private static final int[] SIZES = {SMALLEST, 200, 500, 1_000, 2_000, LARGEST};
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private PlacementRate() {}

    /**
     * Arguments: how often the largest size is measured, smaller ones as much more often as they are smaller, of which the median is
     * told; and the file that a picture is drawn to, if any.
     */
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        NavigableMap<Integer, Double> micros = new TreeMap<>();
        for (int size : SIZES) {
            measure(size);
        }
        System.out.printf("%10s %10s %14s %16s%n", "instances", "tasks", "placements/s", "µs per placement");
        for (int size : SIZES) {
            // As many placements for each, so that no size is told by its first steps.
            long[] nanos = new long[rounds * LARGEST / size];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = measure(size);
            }
            Arrays.sort(nanos);
            long median = nanos[nanos.length / 2];
            int tasks = size * PER_INSTANCE;
            micros.put(size, median / NANOS_PER_MICRO / tasks);
            System.out.printf(
                    "%10d %10d %14.0f %16.2f%n",
                    size, tasks, tasks * NANOS_PER_SECOND / median, median / NANOS_PER_MICRO / tasks);
        }
        judge(micros);
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]), PlacementChart.of(micros));
        }
    }

    private static void judge(NavigableMap<Integer, Double> micros) {
        int tasks = LARGEST * PER_INSTANCE;
        double largest = micros.lastEntry().getValue();
        Aims.atMost(10, "s", largest * tasks / MICROS_PER_SECOND, tasks + " tasks placed on " + LARGEST + " instances");
        Aims.atLeast(10_000, "/s", MICROS_PER_SECOND / largest, "placements with spread over zones and memberOf");
        double logarithms = Math.log(LARGEST) / Math.log(SMALLEST);
        Aims.atMost(
                100 * logarithms,
                "% of the cost on " + SMALLEST,
                100 * largest / micros.firstEntry().getValue(),
                "a placement on " + LARGEST + " instances, no worse than logarithmic");
    }

    /** Nanoseconds of processor time in the scheduler: what else runs on the machine is not counted. */
    private static long measure(int instances) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            nodes.add(new Node(instance(i), left(0), Map.of(), 0, 0));
        }
        Random random = new Random(1);
        long nanos = 0;
        for (int service = 0; service < PER_INSTANCE; service++) {
            Demand demand = demand("service:s" + service);
            long start = THREADS.getCurrentThreadCpuTime();
            List<ContainerInstance> chosen =
                    Scheduler.place(demand, instances, nodes, random).chosen();
            nanos += THREADS.getCurrentThreadCpuTime() - start;
            if (chosen.size() != instances) {
                throw new IllegalStateException("only " + chosen.size() + " of " + instances + " were placed");
            }
            nodes = after(nodes, chosen);
        }
        return nanos;
    }

    /** The nodes as the next service finds them. */
    private static List<Node> after(List<Node> nodes, List<ContainerInstance> chosen) {
        Map<String, Integer> more = new java.util.HashMap<>();
        chosen.forEach(each -> more.merge(each.arn(), 1, Integer::sum));
        return nodes.stream()
                .map(each -> {
                    int tasks = each.tasks() + more.getOrDefault(each.instance().arn(), 0);
                    return new Node(each.instance(), left(tasks), Map.of("service:other", tasks), tasks, tasks);
                })
                .toList();
    }

    private static Resources left(int tasks) {
        return new Resources(
                INSTANCE_CPU - tasks * TASK_CPU, INSTANCE_MEMORY - tasks * TASK_MEMORY, Set.of(22, 2375), Set.of());
    }

    private static Demand demand(String group) {
        return new Demand(
                new Resources(TASK_CPU, TASK_MEMORY, Set.of(), Set.of()),
                group,
                List.of("ecs.capability.efs"),
                List.of("ecs.capability.external"),
                Optional.empty(),
                List.of(new PlacementConstraint(
                        PlacementConstraint.Type.memberOf,
                        Optional.of("attribute:ecs.instance-type =~ m5.* and attribute:ecs.os-type == linux"))),
                List.of(
                        new PlacementStrategy(PlacementStrategy.Type.spread, "attribute:ecs.availability-zone"),
                        new PlacementStrategy(PlacementStrategy.Type.binpack, "memory")));
    }

    private static ContainerInstance instance(int number) {
        List<Attribute> attributes = new ArrayList<>();
        for (String each : List.of("efs", "docker-remote-api.1.44", "logging-driver.json-file", "task-iam-role")) {
            attributes.add(new Attribute("ecs.capability." + each, Optional.empty()));
        }
        attributes.add(Attribute.of("ecs.availability-zone", "us-east-1" + (char) ('a' + number % 3)));
        attributes.add(Attribute.of("ecs.instance-type", "m5.xlarge"));
        attributes.add(Attribute.of("ecs.os-type", "linux"));
        return ContainerInstance.registered(
                        String.format(
                                "arn:aws:ecs:us-east-1:000000000000:container-instance/default/%032x",
                                Integer.toUnsignedLong(number * 0x9E3779B9)),
                        "default",
                        String.format("i-%017x", number),
                        Set.of(),
                        new Resources(INSTANCE_CPU, INSTANCE_MEMORY, Set.of(22, 2375), Set.of()),
                        attributes,
                        new ContainerInstance.VersionInfo("1.0.0", "", ""),
                        Instant.EPOCH,
                        Map.of())
                .connected(true, Instant.EPOCH);
    }
}
