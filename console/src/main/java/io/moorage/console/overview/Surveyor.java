package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.ecs.Inventory;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks each service what it has; what may not be asked is left out and told. */
final class Surveyor {
    private final Aws aws;
    private final List<AwsException> refusals = new ArrayList<>();

    Surveyor(Aws aws) {
        this.aws = aws;
    }

    List<AwsException> refusals() {
        return List.copyOf(refusals);
    }

    Landscape survey(Inventory inventory) {
        List<FileSystem> fileSystems = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        tried(() -> aws.call("efs", "DescribeFileSystems"), answer -> answer.path("FileSystems")
                .forEach(each -> fileSystems.add(new FileSystem(
                        each.path("FileSystemId").asText(),
                        each.path("Name").asText(""),
                        each.path("LifeCycleState").asText()))));
        for (FileSystem each : fileSystems) {
            tried(
                    () -> aws.call("efs", "DescribeMountTargets", in -> in.put("FileSystemId", each.id())),
                    answer -> answer.path("MountTargets")
                            .forEach(target -> targets.add(new Target(
                                    each.id(),
                                    target.path("AvailabilityZoneName").asText(),
                                    target.path("IpAddress").asText()))));
        }
        List<Balancer> balancers = new ArrayList<>();
        tried(() -> aws.call("elb", "DescribeLoadBalancers"), answer -> answer.path("LoadBalancerDescriptions")
                .forEach(each -> balancers.add(balancer(each))));
        return new Landscape(zones(inventory, targets), fileSystems, targets, balancers);
    }

    /** What goes through it; nothing when that may not be told. */
    Traffic traffic(Landscape landscape, Instant now) {
        try {
            return Traffic.of(aws, landscape, now);
        } catch (AwsException e) {
            refusals.add(e);
            return Traffic.NONE;
        }
    }

    private static Balancer balancer(JsonNode each) {
        return new Balancer(
                each.path("LoadBalancerName").asText(),
                Aws.list(each.path("Instances")).stream()
                        .map(instance -> instance.path("InstanceId").asText())
                        .toList());
    }

    private List<Zone> zones(Inventory inventory, List<Target> targets) {
        Map<String, List<Running>> running = running(inventory);
        Map<String, JsonNode> joined = new HashMap<>();
        inventory
                .instances()
                .forEach(each -> joined.put(each.path("ec2InstanceId").asText(), each));
        Map<String, List<Machine>> zones = new TreeMap<>();
        targets.forEach(target -> zones.computeIfAbsent(target.zone(), ignored -> new ArrayList<>()));
        tried(() -> aws.call("ec2", "DescribeInstances", in -> only(in, inventory, joined.keySet())), answer -> {
            for (JsonNode reservation : answer.path("reservationSet")) {
                for (JsonNode instance : reservation.path("instancesSet")) {
                    Machine machine = machine(instance, joined, running);
                    String zone =
                            instance.path("placement").path("availabilityZone").asText();
                    if (!machine.state().equals("terminated")) {
                        zones.computeIfAbsent(zone, ignored -> new ArrayList<>())
                                .add(machine);
                    }
                }
            }
        });
        return zones.entrySet().stream()
                .map(each -> new Zone(each.getKey(), each.getValue()))
                .toList();
    }

    /** Of very many instances those are asked for that were looked at in ECS. */
    private static void only(ObjectNode in, Inventory inventory, Set<String> ids) {
        if (inventory.isMuch()) {
            ids.forEach(in.putArray("InstanceId")::add);
        }
    }

    private static Machine machine(
            JsonNode instance, Map<String, JsonNode> joined, Map<String, List<Running>> running) {
        String id = instance.path("instanceId").asText();
        JsonNode member = joined.getOrDefault(id, MissingNode.getInstance());
        List<Running> tasks = running.getOrDefault(id, List.of());
        return new Machine(
                id,
                instance.path("instanceState").path("name").asText(),
                member.isMissingNode() ? "" : Inventory.href(member),
                tasks,
                Math.max(tasks.size(), member.path("runningTasksCount").asLong()));
    }

    /** What runs, by the EC2 instance it runs on. */
    private static Map<String, List<Running>> running(Inventory inventory) {
        Map<String, String> instanceOf = new HashMap<>();
        inventory
                .instances()
                .forEach(each -> instanceOf.put(
                        each.path("containerInstanceArn").asText(),
                        each.path("ec2InstanceId").asText()));
        Map<String, List<Running>> running = new HashMap<>();
        for (JsonNode task : inventory.tasks()) {
            if (!task.path("lastStatus").asText().equals("STOPPED")) {
                running.computeIfAbsent(
                                instanceOf.getOrDefault(
                                        task.path("containerInstanceArn").asText(), ""),
                                ignored -> new ArrayList<>())
                        .add(new Running(
                                Links.nameOf(task.path("taskDefinitionArn").asText()),
                                task.path("lastStatus").asText()));
            }
        }
        return running;
    }

    private void tried(Supplier<JsonNode> call, Consumer<JsonNode> use) {
        try {
            use.accept(call.get());
        } catch (AwsException e) {
            refusals.add(e);
        }
    }
}
