package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.ecs.Inventory;
import io.moorage.console.efs.Storage;
import io.moorage.console.frame.Aws;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Zone;
import io.moorage.console.overview.SubnetPlan.Located;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks each service what it has; what may not be asked is left out and told. */
final class Surveyor {
    private final Aws aws;
    private final Storage storage;
    private final List<AwsException> refusals = new ArrayList<>();

    Surveyor(Aws aws, Storage storage) {
        this.aws = aws;
        this.storage = storage;
    }

    List<AwsException> refusals() {
        return List.copyOf(refusals);
    }

    Landscape survey(Inventory inventory) {
        List<FileSystem> fileSystems = new ArrayList<>();
        Mounts mounts = new Mounts(aws, storage);
        tried(() -> aws.call("efs", "DescribeFileSystems"), answer -> answer.path("FileSystems")
                .forEach(each -> fileSystems.add(new FileSystem(
                        each.path("FileSystemId").asText(),
                        each.path("Name").asText(""),
                        each.path("LifeCycleState").asText(),
                        mounts.clients(each.path("FileSystemId").asText())))));
        List<Located<Target>> targets = targets(fileSystems);
        List<Balancer> balancers = new ArrayList<>();
        tried(() -> aws.call("elb", "DescribeLoadBalancers"), answer -> answer.path("LoadBalancerDescriptions")
                .forEach(each -> balancers.add(balancer(each))));
        Machines machines = new Machines(inventory, mounts);
        List<Located<Machine>> located = new ArrayList<>();
        tried(
                () -> aws.call("ec2", "DescribeInstances", machines::ask),
                answer -> located.addAll(machines.located(answer)));
        SubnetPlan plan = new SubnetPlan(all("DescribeSubnets", "subnetSet"), all("DescribeVpcs", "vpcSet"));
        List<Zone> zones = plan.zones(located, targets);
        return new Landscape(zones, machines.elsewhere(), fileSystems, balancers, plan.outside(zones));
    }

    private List<Located<Target>> targets(List<FileSystem> fileSystems) {
        List<Located<Target>> targets = new ArrayList<>();
        for (FileSystem each : fileSystems) {
            tried(
                    () -> aws.call("efs", "DescribeMountTargets", in -> in.put("FileSystemId", each.id())),
                    answer -> answer.path("MountTargets")
                            .forEach(target -> targets.add(new Located<>(
                                    target.path("AvailabilityZoneName").asText(),
                                    target.path("SubnetId").asText(),
                                    target.path("VpcId").asText(),
                                    new Target(
                                            each.id(), target.path("IpAddress").asText())))));
        }
        return targets;
    }

    /** What EC2 lists; nothing when it may not be asked. */
    private List<JsonNode> all(String operation, String list) {
        List<JsonNode> all = new ArrayList<>();
        tried(() -> aws.call("ec2", operation), answer -> all.addAll(Aws.list(answer.path(list))));
        return all;
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

    private void tried(Supplier<JsonNode> call, Consumer<JsonNode> use) {
        try {
            use.accept(call.get());
        } catch (AwsException e) {
            refusals.add(e);
        }
    }
}
