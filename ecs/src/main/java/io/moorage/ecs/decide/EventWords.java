package io.moorage.ecs.decide;

import io.moorage.ecs.placement.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Service events in ECS's words (ECS guide, "Service event messages"). */
public final class EventWords {
    private static final int MOST_NAMED = 50;
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

    public static String draining(String service, long tasks) {
        return "(service " + service + ") has begun draining connections on " + tasks + " tasks.";
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

    public static String withoutAddress(String service) {
        return "(service " + service
                + ") was unable to place a task. Reason: No subnet of its network configuration has a"
                + " free address in the Availability Zone of the container instance." + SEE;
    }

    public static String cannotStartConsistently(String service) {
        return "(service " + service + ") is unable to consistently start tasks successfully." + SEE;
    }

    public static String failedToLaunch(String service, String error) {
        return "(service " + service + ") failed to launch a task with (error " + error + ").";
    }

    /** How the reasons begin for which deployments fail. */
    public static final String CIRCUIT_BREAKER = "ECS deployment circuit breaker: ";

    public static final String ALARMS = "ECS deployment alarms: ";

    /** What follows is the id of the deployment that a service goes back to. */
    public static final String ROLLING_BACK = "rolling back to deploymentId ";

    /** A service's deployment is over. */
    public static String deploymentFailed(String service, String deployment, String words) {
        return "(service " + service + ") (deployment " + deployment + ") deployment failed: " + words;
    }

    public static String rollingBack(String service, String deployment) {
        return "(service " + service + ") rolling back to (deployment " + deployment + ").";
    }

    public static String stuck(String service) {
        return "(service " + service + ") was unable to stop or start tasks during a deployment because of the service"
                + " deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
    }

    /** Empty when no task is. */
    static Optional<ServiceDecision.Unplaced> underProtection(String service, long tasks) {
        String cause = "(service " + service + ") was unable to scale in due to (reason ";
        return tasks == 0
                ? Optional.empty()
                : Optional.of(new ServiceDecision.Unplaced(cause, cause + tasks + " tasks under protection)"));
    }

    public static String failedContainerHealthChecks(String service, String taskId) {
        return "(service " + service + ") (task " + taskId + ") failed container health checks.";
    }

    static String unbalanced(String service, Map<String, Long> byZone) {
        return "(service " + service + ") is not AZ balanced with "
                + byZone.entrySet().stream()
                        .map(each -> each.getValue() + " tasks in " + each.getKey())
                        .collect(Collectors.joining(", "))
                + ". AZ Rebalancing in progress.";
    }

    /** @param where {@code cluster} or {@code capacity provider} */
    static ServiceDecision.Unplaced unableToPlace(
            String service, Placement placement, boolean noInstances, String where) {
        String cause = "(service " + service
                + ") was unable to place a task because no container instance met all of its requirements."
                + (noInstances
                        ? " Reason: No Container Instances were found in your " + where + "."
                        : placement
                                .closest()
                                .map(each -> " The closest matching (container-instance "
                                        + each.instance().id() + ") "
                                        + each.why().words() + ".")
                                .orElse(""));
        return new ServiceDecision.Unplaced(cause, cause + tally(placement) + SEE);
    }

    /** How many instances failed which test: not in ECS's event, which leaves its readers to guess. */
    private static String tally(Placement placement) {
        if (placement.refused().size() < 2) {
            return "";
        }
        return " Of " + placement.refused().size() + " container instances: "
                + placement.tally().entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().replaceAll("\\.$", ""))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** Not all of very many: events are kept with the service's row. */
    private static String list(List<String> taskIds) {
        String first = taskIds.stream()
                .limit(MOST_NAMED)
                .map(id -> "(task " + id + ")")
                .collect(Collectors.joining(" "));
        return taskIds.size() > MOST_NAMED ? first + " and " + (taskIds.size() - MOST_NAMED) + " more" : first;
    }

    private EventWords() {}
}
