package io.moorage.model.ecs;

import java.util.Optional;

/** Makes and reads the ARNs of one account's ECS in one region, in the long format (ECS guide, "ARNs and IDs"). */
public record EcsArns(String region, String accountId) {
    public String cluster(String name) {
        return prefix() + "cluster/" + name;
    }

    public String containerInstance(String cluster, String id) {
        return prefix() + "container-instance/" + cluster + "/" + id;
    }

    public String task(String cluster, String id) {
        return prefix() + "task/" + cluster + "/" + id;
    }

    /** Of a network interface to a task. */
    public String attachment(String cluster, String id) {
        return prefix() + "attachment/" + cluster + "/" + id;
    }

    /** What names in its VPCs end with (VPC user guide, "DNS hostnames"). */
    public String privateDomain() {
        return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    }

    public String container(String cluster, String taskId, String id) {
        return prefix() + "container/" + cluster + "/" + taskId + "/" + id;
    }

    public String service(String cluster, String name) {
        return prefix() + "service/" + cluster + "/" + name;
    }

    /** @param id {@code ecs-svc/} and digits */
    public String taskSet(String cluster, String service, String id) {
        return prefix() + "task-set/" + cluster + "/" + service + "/" + id;
    }

    public String serviceDeployment(String cluster, String service, String id) {
        return prefix() + "service-deployment/" + cluster + "/" + service + "/" + id;
    }

    public String serviceRevision(String cluster, String service, String id) {
        return prefix() + "service-revision/" + cluster + "/" + service + "/" + id;
    }

    public String capacityProvider(String name) {
        return prefix() + "capacity-provider/" + name;
    }

    public String taskDefinition(String family, int revision) {
        return prefix() + "task-definition/" + family + ":" + revision;
    }

    /** What follows the last slash: the name or id in an ARN, or the text itself. */
    public static String lastPart(String arnOrName) {
        return arnOrName.substring(arnOrName.lastIndexOf('/') + 1);
    }

    /** The cluster named in the ARN of a task, container instance or service of the long format. */
    public static Optional<String> clusterOf(String arn) {
        String[] parts = arn.split("/", -1);
        return arn.startsWith("arn:") && parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** Whether a name that leads to {@code arn} was meant so: it may itself be the ARN of another account, region or cluster. */
    public static boolean mayMean(String nameOrArn, String arn) {
        return !nameOrArn.startsWith("arn:") || nameOrArn.equals(arn);
    }

    private String prefix() {
        return "arn:aws:ecs:" + region + ":" + accountId + ":";
    }
}
