package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import java.util.ArrayList;
import java.util.List;

/** What runs on an instance, as a sentence for whoever is about to end it. */
public final class TasksOn {
    private static final int NAMED = 10;
    private static final int MOST_CLUSTERS = 10;

    private TasksOn() {}

    /** By its EC2 id, in whatever cluster it is. */
    public static String machine(Aws aws, String ec2InstanceId) {
        try {
            List<JsonNode> tasks = new ArrayList<>();
            List<String> clusters = Ecs.piece(aws, "ListClusters", "clusterArns", "", 1, in -> {})
                    .arns();
            for (String cluster : clusters.stream().limit(MOST_CLUSTERS).toList()) {
                for (String each : Ecs.piece(
                                aws, "ListContainerInstances", "containerInstanceArns", "", 1, in -> in.put(
                                                "cluster", cluster)
                                        .put("filter", "ec2InstanceId == " + ec2InstanceId))
                        .arns()) {
                    tasks.addAll(tasks(aws, cluster, each));
                }
            }
            return sentence(tasks);
        } catch (AwsException e) {
            return "Which tasks run on it is not told to you: " + e.getMessage();
        }
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
