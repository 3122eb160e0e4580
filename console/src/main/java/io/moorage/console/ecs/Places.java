package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which machines tasks are on: ECS says of a task its container instance, and of that the machine. */
final class Places {
    private static final int AT_ONCE = 100;

    private final String cluster;
    private final Map<String, String> machines;

    private Places(String cluster, Map<String, String> machines) {
        this.cluster = cluster;
        this.machines = machines;
    }

    /** Who may not ask, and instances that are gone, leave the container instance's own id. */
    static Places of(Aws aws, String cluster, List<JsonNode> tasks) {
        List<String> arns = tasks.stream()
                .map(Places::arn)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        Map<String, String> machines = new HashMap<>();
        try {
            for (JsonNode each : Ecs.described(
                    aws,
                    "DescribeContainerInstances",
                    "containerInstances",
                    arns,
                    AT_ONCE,
                    in -> in.put("cluster", cluster))) {
                machines.put(
                        each.path("containerInstanceArn").asText(),
                        each.path("ec2InstanceId").asText());
            }
        } catch (AwsException e) {
            machines.clear();
        }
        return new Places(cluster, machines);
    }

    private static String arn(JsonNode task) {
        return task.path("containerInstanceArn").asText("");
    }

    /** The machine's id; the container instance's when that is all there is to tell, and nothing before a task is placed. */
    String machine(JsonNode task) {
        String machine = machines.getOrDefault(arn(task), "");
        return machine.isEmpty() ? Links.nameOf(arn(task)) : machine;
    }

    Column<JsonNode> column() {
        return Column.of("Instance", this::machine, this::link);
    }

    private Html link(JsonNode task) {
        return arn(task).isEmpty()
                ? Html.text("–")
                : Parts.linkedId(Ecs.instanceHref(cluster, arn(task)), machine(task));
    }
}
