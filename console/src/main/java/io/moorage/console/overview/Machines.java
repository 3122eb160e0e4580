package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.ecs.Inventory;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import io.moorage.console.overview.SubnetPlan.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Machines with what ECS runs on them: EC2's instances, and those that joined from elsewhere. */
final class Machines {
    /** What the ids of EC2's instances begin with; those of Systems Manager's machines begin with {@code mi-}. */
    private static final String INSTANCE = "i-";

    private final boolean areMany;
    private final Map<String, JsonNode> joined = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> running = new HashMap<>();
    private final Mounts mounts;

    Machines(Inventory inventory, Mounts mounts) {
        this.mounts = mounts;
        this.areMany = inventory.isMuch();
        Map<String, String> idOf = new HashMap<>();
        for (JsonNode each : inventory.instances()) {
            String id = idOf(each);
            joined.put(id, each);
            idOf.put(each.path("containerInstanceArn").asText(), id);
        }
        for (JsonNode task : inventory.tasks()) {
            if (!status(task).equals("STOPPED")) {
                running.computeIfAbsent(
                                idOf.getOrDefault(
                                        task.path("containerInstanceArn").asText(), ""),
                                ignored -> new ArrayList<>())
                        .add(task);
            }
        }
    }

    private static String status(JsonNode task) {
        return task.path("lastStatus").asText();
    }

    /** A machine that nobody named is called as ECS calls it. */
    private static String idOf(JsonNode member) {
        String id = member.path("ec2InstanceId").asText();
        return id.isEmpty() ? Links.nameOf(member.path("containerInstanceArn").asText()) : id;
    }

    /** Of very many instances those are asked for that were looked at in ECS. */
    void ask(ObjectNode describeInstances) {
        if (areMany) {
            joined.keySet().stream()
                    .filter(id -> id.startsWith(INSTANCE))
                    .forEach(describeInstances.putArray("InstanceId")::add);
        }
    }

    /** @param answer of DescribeInstances */
    List<Located<Machine>> located(JsonNode answer) {
        return Aws.list(answer.path("reservationSet")).stream()
                .flatMap(each -> Aws.list(each.path("instancesSet")).stream())
                .filter(each -> !state(each).equals("terminated"))
                .map(each -> new Located<>(
                        each.path("placement").path("availabilityZone").asText(),
                        each.path("subnetId").asText(),
                        each.path("vpcId").asText(),
                        machine(
                                each.path("instanceId").asText(),
                                state(each),
                                mounts.at(each.path("privateIpAddress").asText()))))
                .toList();
    }

    private static String state(JsonNode instance) {
        return instance.path("instanceState").path("name").asText();
    }

    /** In no subnet, and told of by ECS only. */
    List<Machine> elsewhere() {
        return joined.entrySet().stream()
                .filter(each -> !each.getKey().startsWith(INSTANCE))
                .map(each -> machine(
                        each.getKey(),
                        each.getValue().path("agentConnected").asBoolean() ? "connected" : "disconnected",
                        Set.of()))
                .toList();
    }

    private Machine machine(String id, String state, Set<String> mounted) {
        JsonNode member = joined.getOrDefault(id, MissingNode.getInstance());
        List<Running> tasks = running.getOrDefault(id, List.of()).stream()
                .map(each -> running(each, mounted))
                .toList();
        return new Machine(
                id,
                state,
                member.isMissingNode() ? "" : Inventory.href(member),
                tasks,
                Math.max(tasks.size(), member.path("runningTasksCount").asLong()),
                List.copyOf(mounted));
    }

    private Running running(JsonNode task, Set<String> mounted) {
        String definition = task.path("taskDefinitionArn").asText();
        return new Running(Links.nameOf(definition), status(task), mounts.volumes(definition, mounted));
    }
}
