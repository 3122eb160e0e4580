package io.moorage.console.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in all clusters.
 *
 * @param instances EC2 instances' ids by container instances' ARNs
 * @param refusal why the rest was not told
 */
public record Inventory(
        List<String> clusters,
        List<JsonNode> services,
        List<JsonNode> tasks,
        Map<String, String> instances,
        Optional<AwsException> refusal) {

    public static Inventory of(Aws aws) {
        List<String> clusters = new ArrayList<>();
        List<JsonNode> services = new ArrayList<>();
        List<JsonNode> tasks = new ArrayList<>();
        Map<String, String> instances = new LinkedHashMap<>();
        Optional<AwsException> refusal = Optional.empty();
        try {
            clusters.addAll(Ecs.arns(aws, "ListClusters", "clusterArns", in -> {}));
            for (String arn : clusters) {
                String cluster = Links.nameOf(arn);
                services.addAll(Ecs.described(
                        aws,
                        "DescribeServices",
                        "services",
                        Ecs.arns(aws, "ListServices", "serviceArns", in -> in.put("cluster", cluster)),
                        10,
                        in -> in.put("cluster", cluster)));
                tasks.addAll(Ecs.described(
                        aws,
                        "DescribeTasks",
                        "tasks",
                        Ecs.arns(aws, "ListTasks", "taskArns", in -> in.put("cluster", cluster)),
                        100,
                        in -> in.put("cluster", cluster)));
                Ecs.described(
                                aws,
                                "DescribeContainerInstances",
                                "containerInstances",
                                Ecs.arns(
                                        aws,
                                        "ListContainerInstances",
                                        "containerInstanceArns",
                                        in -> in.put("cluster", cluster)),
                                100,
                                in -> in.put("cluster", cluster))
                        .forEach(each -> instances.put(
                                each.path("containerInstanceArn").asText(),
                                each.path("ec2InstanceId").asText()));
            }
        } catch (AwsException e) {
            refusal = Optional.of(e);
        }
        return new Inventory(clusters, services, tasks, instances, refusal);
    }

    public boolean isEmpty() {
        return clusters.isEmpty() && refusal.isEmpty();
    }
}
