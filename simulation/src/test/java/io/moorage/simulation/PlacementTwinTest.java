package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.model.ecs.Attribute;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.PlacementConstraint;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@link Scheduler} against {@link PlacementTwin}, which looks at every node for every task (ECS guide, "Task placement"). */
class PlacementTwinTest {
    private static final int WORLDS = 400;
    private static final List<PlacementStrategy> KINDS = List.of(
            new PlacementStrategy(PlacementStrategy.Type.spread, "attribute:ecs.availability-zone"),
            new PlacementStrategy(PlacementStrategy.Type.spread, "attribute:rack"),
            new PlacementStrategy(PlacementStrategy.Type.spread, "instanceId"),
            new PlacementStrategy(PlacementStrategy.Type.binpack, "cpu"),
            new PlacementStrategy(PlacementStrategy.Type.binpack, "memory"));

    @Test
    void placesAsOneWouldWhoLooksAtEveryNodeForEveryTask() {
        for (long seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            List<Node> nodes = nodes(random);
            Demand demand = demand(random);
            int count = 1 + random.nextInt(60);
            Placement placement = Scheduler.place(demand, count, nodes, random);
            List<String> chosen = placement.chosen().stream()
                    .map(ContainerInstance::ec2InstanceId)
                    .toList();
            assertThat(chosen)
                    .as("world %d: %s", seed, demand)
                    .isEqualTo(new PlacementTwin(demand, nodes).place(count));
            assertThat(placement.refused()).hasSize(chosen.size() < count ? nodes.size() : 0);
        }
    }

    /** "random: tasks are placed randomly": each node that can take it is as likely as any other, each time. */
    @Test
    void randomIsEven() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(node("i-" + i, Map.of(), new Resources(1_000_000, 1_000_000, Set.of(), Set.of()), Map.of()));
        }
        Demand demand = new Demand(
                new Resources(1, 1, Set.of(), Set.of()),
                "family:web",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(new PlacementStrategy(PlacementStrategy.Type.random, "")));
        Map<String, Long> first = new TreeMap<>();
        Map<String, Long> pairs = new HashMap<>();
        List<ContainerInstance> chosen =
                Scheduler.place(demand, 50_000, nodes, new Random(7)).chosen();
        for (int i = 1; i < chosen.size(); i++) {
            first.merge(chosen.get(i).ec2InstanceId(), 1L, Long::sum);
            pairs.merge(chosen.get(i - 1).ec2InstanceId() + chosen.get(i).ec2InstanceId(), 1L, Long::sum);
        }
        assertThat(first.values()).allMatch(each -> each > 9_500 && each < 10_500);
        assertThat(pairs).hasSize(25);
        assertThat(pairs.values()).allMatch(each -> each > 1_800 && each < 2_200);
    }

    private static List<Node> nodes(Random random) {
        List<Node> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put("ecs.availability-zone", "us-east-1" + (char) ('a' + random.nextInt(3)));
            if (random.nextInt(5) > 0) {
                attributes.put("rack", "r" + random.nextInt(3));
            }
            Map<String, Integer> groups = new HashMap<>();
            for (String group : List.of("service:web", "service:db")) {
                if (random.nextInt(3) == 0) {
                    groups.put(group, 1 + random.nextInt(4));
                }
            }
            Resources left = new Resources(
                    100 * random.nextInt(12),
                    128 * random.nextInt(12),
                    random.nextBoolean() ? Set.of(80) : Set.of(),
                    Set.of());
            nodes.add(node("i-" + (char) ('a' + i), attributes, left, groups));
        }
        return nodes;
    }

    private static Node node(
            String id, Map<String, String> attributes, Resources left, Map<String, Integer> tasksByGroup) {
        ContainerInstance instance = ContainerInstance.registered(
                        "arn:aws:ecs:us-east-1:1:container-instance/default/" + id,
                        "default",
                        id,
                        Set.of(),
                        left,
                        attributes.entrySet().stream()
                                .map(each -> Attribute.of(each.getKey(), each.getValue()))
                                .toList(),
                        ContainerInstance.VersionInfo.UNKNOWN,
                        Instant.EPOCH,
                        Map.of())
                .connected(true, Instant.EPOCH);
        int tasks = tasksByGroup.values().stream().mapToInt(Integer::intValue).sum();
        return new Node(instance, left, tasksByGroup, tasks, tasks);
    }

    private static Demand demand(Random random) {
        List<PlacementStrategy> chain = new ArrayList<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            chain.add(KINDS.get(random.nextInt(KINDS.size())));
        }
        List<PlacementConstraint> constraints = new ArrayList<>();
        if (random.nextInt(6) == 0) {
            constraints.add(new PlacementConstraint(PlacementConstraint.Type.distinctInstance, Optional.empty()));
        }
        if (random.nextInt(4) == 0) {
            constraints.add(
                    new PlacementConstraint(PlacementConstraint.Type.memberOf, Optional.of("attribute:rack exists")));
        }
        if (random.nextInt(6) == 0) {
            constraints.add(new PlacementConstraint(
                    PlacementConstraint.Type.memberOf, Optional.of("not(task:group == service:web)")));
        }
        Resources wanted = new Resources(
                100 * random.nextInt(3),
                128 * random.nextInt(3),
                random.nextInt(4) == 0 ? Set.of(80) : Set.of(),
                Set.of());
        boolean endless = wanted.cpu() == 0 && wanted.memory() == 0;
        return new Demand(
                endless ? new Resources(1, 128, Set.of(), Set.of()) : wanted,
                "service:web",
                List.of(),
                List.of(),
                Optional.empty(),
                constraints.stream().distinct().collect(Collectors.toList()),
                chain.isEmpty() ? KINDS.subList(0, 1) : chain);
    }
}
