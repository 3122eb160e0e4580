package io.moorage.ecs.decide;

import io.moorage.ecs.placement.Placement;
import java.util.List;
import java.util.stream.Collectors;

/** Service events in ECS's words (ECS guide, "Service event messages"). */
public final class EventWords {
    private static final String SEE =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    public static String started(String service, List<String> taskIds) {
        return "(service " + service + ") has started " + taskIds.size() + " tasks: " + list(taskIds) + ".";
    }

    public static String stopped(String service, List<String> taskIds) {
        return "(service " + service + ") has stopped " + taskIds.size() + " running tasks: " + list(taskIds) + ".";
    }

    public static String registered(String service, int instances, String loadBalancer) {
        return "(service " + service + ") registered " + instances + " instances in (elb " + loadBalancer + ")";
    }

    public static String deregistered(String service, int instances, String loadBalancer) {
        return "(service " + service + ") deregistered " + instances + " instances in (elb " + loadBalancer + ")";
    }

    /** @param verb {@code register} or {@code deregister} */
    public static String notRegistered(String service, String verb, String loadBalancer, String error) {
        return "(service " + service + ") failed to " + verb + " instances in (elb " + loadBalancer + ") with (error "
                + error + ")";
    }

    public static String unhealthy(String service, String ec2InstanceId, String loadBalancer) {
        return "(service " + service + ") (instance " + ec2InstanceId + ") is unhealthy in (elb " + loadBalancer
                + ") due to (reason Instance has failed at least the UnhealthyThreshold number of health checks"
                + " consecutively.)";
    }

    public static String steady(String service) {
        return "(service " + service + ") has reached a steady state.";
    }

    public static String deploymentCompleted(String service, String deployment) {
        return "(service " + service + ") (deployment " + deployment + ") deployment completed.";
    }

    public static String cannotStartConsistently(String service) {
        return "(service " + service + ") is unable to consistently start tasks successfully." + SEE;
    }

    static String unableToPlace(String service, Placement placement, boolean noInstances) {
        String opening = "(service " + service
                + ") was unable to place a task because no container instance met all of its requirements.";
        if (noInstances) {
            return opening + " Reason: No Container Instances were found in your cluster." + SEE;
        }
        return opening
                + placement
                        .closest()
                        .map(each -> " The closest matching (container-instance "
                                + each.instance().id() + ") " + each.why().words() + ".")
                        .orElse("")
                + SEE;
    }

    private static String list(List<String> taskIds) {
        return taskIds.stream().map(id -> "(task " + id + ")").collect(Collectors.joining(" "));
    }

    private EventWords() {}
}
