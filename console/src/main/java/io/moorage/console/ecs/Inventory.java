package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What runs in all clusters. Of many it is what a person can look at; how many there are is in the clusters' own numbers.
 *
 * @param clusters as {@code DescribeClusters} tells them
 * @param services at most fifty of each cluster
 * @param tasks all; none when there are too many to look at
 * @param instances the container instances; of many the first ones
 * @param refusal why the rest was not told
 */
public record Inventory(
        List<JsonNode> clusters,
        List<JsonNode> services,
        List<JsonNode> tasks,
        List<JsonNode> instances,
        Optional<AwsException> refusal) {
    /** So many instances and so many tasks are looked at one by one. */
    private static final int FEW = 60;

    private static final int MOST_CLUSTERS = 10;

    public static Inventory of(Aws aws) {
        Inventory found = new Inventory(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), Optional.empty());
        try {
            List<String> arns = Ecs.piece(aws, "ListClusters", "clusterArns", "", 1, in -> {})
                    .arns();
            found.clusters.addAll(Ecs.described(aws, "DescribeClusters", "clusters", arns, 100, in -> {}));
            for (JsonNode cluster : found.clusters.stream().limit(MOST_CLUSTERS).toList()) {
                found.look(aws, cluster.path("clusterName").asText());
            }
        } catch (AwsException e) {
            return new Inventory(found.clusters, found.services, found.tasks, found.instances, Optional.of(e));
        }
        return found;
    }

    private void look(Aws aws, String cluster) {
        Consumer<ObjectNode> here = in -> in.put("cluster", cluster);
        services.addAll(Ecs.described(
                aws,
                "DescribeServices",
                "services",
                Ecs.piece(aws, "ListServices", "serviceArns", "", 1, here.andThen(in -> in.put("maxResults", 50)))
                        .arns(),
                10,
                here));
        instances.addAll(Ecs.described(
                aws,
                "DescribeContainerInstances",
                "containerInstances",
                Ecs.piece(
                                aws,
                                "ListContainerInstances",
                                "containerInstanceArns",
                                "",
                                1,
                                here.andThen(in -> in.put("maxResults", FEW)))
                        .arns(),
                100,
                here));
        if (count("runningTasksCount") + count("pendingTasksCount") <= 2 * FEW) {
            tasks.addAll(Ecs.tasks(
                    aws,
                    cluster,
                    Ecs.piece(aws, "ListTasks", "taskArns", "", 2, here).arns()));
        }
    }

    /** Of a number that each cluster tells of itself. */
    public long count(String member) {
        return clusters.stream().mapToLong(each -> each.path(member).asLong()).sum();
    }

    /** Whether {@code instances} are only some of those there are. */
    public boolean isMuch() {
        return count("registeredContainerInstancesCount") > instances.size();
    }

    public boolean isEmpty() {
        return clusters.isEmpty() && refusal.isEmpty();
    }

    /** Where a container instance's page is. */
    public static String href(JsonNode instance) {
        String arn = instance.path("containerInstanceArn").asText();
        String[] steps = arn.split("/", -1);
        return Ecs.instanceHref(steps[Math.max(0, steps.length - 2)], arn);
    }
}
