package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.ArrayList;
import java.util.List;

/** What runs on an instance: as a list, and as a sentence for whoever is about to end it. */
public final class TasksOn {
    private static final int NAMED = 10;
    private static final int MOST_CLUSTERS = 10;

    private TasksOn() {}

    /** One place that an EC2 instance is registered at. */
    private record Registered(String cluster, String containerInstance) {}

    /** By its EC2 id, in whatever cluster it is. */
    public static String machine(Aws aws, String ec2InstanceId) {
        try {
            List<JsonNode> tasks = new ArrayList<>();
            for (Registered each : registered(aws, ec2InstanceId)) {
                tasks.addAll(tasks(aws, each.cluster(), each.containerInstance()));
            }
            return sentence(tasks);
        } catch (AwsException e) {
            return "Which tasks run on it is not told to you: " + e.getMessage();
        }
    }

    /** The tasks on it, of each cluster that it is in, with the way to its container instance. */
    public static Html machineTables(Ask ask, String ec2InstanceId) {
        List<Registered> registered = registered(ask.aws(), ec2InstanceId);
        return registered.isEmpty()
                ? Parts.empty(
                        "It is in no cluster.",
                        "An instance whose user data writes ECS_CLUSTER to /etc/ecs/ecs.config joins that one, if it was made"
                                + " from the ECS-optimized image.",
                        Parts.button(Links.to("ecs", "clusters"), "Clusters", ""))
                : Html.all(registered.stream().map(each -> table(ask, each)).toList());
    }

    private static Html table(Ask ask, Registered at) {
        return Html.of(
                "<section class=\"card stack\"><h2>{}</h2><p>{}</p>{}</section>",
                "In the cluster " + Links.nameOf(at.cluster()),
                Html.of(
                        "Container instance {}",
                        Parts.linkedId(
                                Ecs.instanceHref(Links.nameOf(at.cluster()), at.containerInstance()),
                                Links.nameOf(at.containerInstance()))),
                TaskPages.table(
                        ask, Links.nameOf(at.cluster()), in -> in.put("containerInstance", at.containerInstance())));
    }

    private static List<Registered> registered(Aws aws, String ec2InstanceId) {
        List<Registered> registered = new ArrayList<>();
        List<String> clusters =
                Ecs.piece(aws, "ListClusters", "clusterArns", "", 1, in -> {}).arns();
        for (String cluster : clusters.stream().limit(MOST_CLUSTERS).toList()) {
            for (String each : Ecs.piece(aws, "ListContainerInstances", "containerInstanceArns", "", 1, in -> in.put(
                                    "cluster", cluster)
                            .put("filter", "ec2InstanceId == " + ec2InstanceId))
                    .arns()) {
                registered.add(new Registered(cluster, each));
            }
        }
        return registered;
    }

    static String containerInstance(Aws aws, String cluster, String instance) {
        try {
            return sentence(tasks(aws, cluster, instance));
        } catch (AwsException e) {
            return "Which tasks run on it is not told to you: " + e.getMessage();
        }
    }

    private static List<JsonNode> tasks(Aws aws, String cluster, String instance) {
        return Ecs.tasks(
                aws,
                cluster,
                Ecs.piece(aws, "ListTasks", "taskArns", "", 1, in -> in.put("cluster", cluster)
                                .put("containerInstance", instance))
                        .arns());
    }

    private static String sentence(List<JsonNode> tasks) {
        if (tasks.isEmpty()) {
            return "No task runs on it.";
        }
        List<String> named = tasks.stream().limit(NAMED).map(TasksOn::name).toList();
        return (tasks.size() == 1 ? "This task ends: " : "These " + tasks.size() + " tasks end: ")
                + String.join(", ", named)
                + (tasks.size() > NAMED ? " and others." : ".");
    }

    /** By its service and its revision, which tell a person more than its id. */
    private static String name(JsonNode task) {
        return task.path("group").asText().replaceFirst("^service:", "") + " ("
                + Links.nameOf(task.path("taskDefinitionArn").asText()) + ")";
    }
}
