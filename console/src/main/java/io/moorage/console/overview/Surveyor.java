package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** @param tasks of all clusters, with {@code ec2InstanceId} by container instance */
    Landscape survey(List<JsonNode> tasks, Map<String, String> instanceOf) {
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
        return new Landscape(zones(tasks, instanceOf, targets), fileSystems, targets, balancers);
    }

    private static Balancer balancer(JsonNode each) {
        return new Balancer(
                each.path("LoadBalancerName").asText(),
                Aws.list(each.path("Instances")).stream()
                        .map(instance -> instance.path("InstanceId").asText())
                        .toList());
    }

    private List<Zone> zones(List<JsonNode> tasks, Map<String, String> instanceOf, List<Target> targets) {
        Map<String, List<Running>> running = new HashMap<>();
        for (JsonNode task : tasks) {
            String machine =
                    instanceOf.getOrDefault(task.path("containerInstanceArn").asText(), "");
            if (!task.path("lastStatus").asText().equals("STOPPED")) {
                running.computeIfAbsent(machine, ignored -> new ArrayList<>())
                        .add(new Running(
                                Links.nameOf(task.path("taskDefinitionArn").asText()),
                                task.path("lastStatus").asText()));
            }
        }
        Map<String, List<Machine>> zones = new TreeMap<>();
        targets.forEach(target -> zones.computeIfAbsent(target.zone(), ignored -> new ArrayList<>()));
        tried(() -> aws.call("ec2", "DescribeInstances"), answer -> {
            for (JsonNode reservation : answer.path("reservationSet")) {
                for (JsonNode instance : reservation.path("instancesSet")) {
                    String state = instance.path("instanceState").path("name").asText();
                    String id = instance.path("instanceId").asText();
                    if (!state.equals("terminated")) {
                        zones.computeIfAbsent(
                                        instance.path("placement")
                                                .path("availabilityZone")
                                                .asText(),
                                        ignored -> new ArrayList<>())
                                .add(new Machine(id, state, running.getOrDefault(id, List.of())));
                    }
                }
            }
        });
        return zones.entrySet().stream()
                .map(each -> new Zone(each.getKey(), each.getValue()))
                .toList();
    }

    private void tried(Supplier<JsonNode> call, Consumer<JsonNode> use) {
        try {
            use.accept(call.get());
        } catch (AwsException e) {
            refusals.add(e);
        }
    }
}
