package io.moorage.ecs.decide;

import io.moorage.ecs.placement.Placement;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Service events in ECS's words (ECS guide, "Service event messages"). */
public final class EventWords {
    private static final String CLOSEST = " The closest matching (container-instance ";
    private static final int MOST_NAMED = 50;
    private static final String SEE =
            " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

    /** How the lines begin that are about the tasks of a deployment; those of task sets name the set. */
    public static String whose(Service service, String deploymentId) {
        return service.rules().external()
                ? "(service " + service.name() + ", taskSet " + deploymentId + ")"
                : "(service " + service.name() + ")";
    }

    public static String started(String whose, List<String> taskIds) {
        return whose + " has started " + taskIds.size() + " tasks: " + list(taskIds) + ".";
    }

    public static String stopped(String whose, List<String> taskIds) {
        return whose + " has stopped " + taskIds.size() + " running tasks: " + list(taskIds) + ".";
    }

    public static String stoppedPending(String whose, int tasks) {
        return whose + " stopped " + tasks + " pending tasks.";
    }

    public static String startedToRebalance(String whose, String zone, List<String> taskIds) {
        return whose + " has started " + taskIds.size() + " tasks in " + zone + " to AZ Rebalance: " + list(taskIds)
                + ".";
    }

    public static String stoppedToRebalance(String whose, String zone, List<String> taskIds) {
        return whose + " has stopped " + taskIds.size() + " running tasks in " + zone + " due to AZ rebalancing: "
                + list(taskIds) + ".";
    }

    /** @param count of tasks that the set is to have now */
    public static String counted(String service, String taskSet, int count) {
        return "(service " + service + ") updated computedDesiredCount for taskSet " + taskSet + " to " + count + ".";
    }

    public static String steadySet(Service service, String taskSet) {
        return whose(service, taskSet) + " updated state to STEADY_STATE.";
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
        return "(service " + service + ") rolling back to deployment " + deployment + ".";
    }

    public static String stuck(String service) {
        return "(service " + service + ") was unable to stop or start tasks during a deployment because of the service"
                + " deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
    }

    /**
     * Empty when no task is.
     *
     * @param taskSet or deployment
     */
    static Optional<ServiceDecision.Unplaced> underProtection(Service service, String taskSet, long tasks) {
        String cause = "(service " + service.name() + ") was unable to "
                + (rebalances(service) ? "AZ Rebalance" : "reach steady state") + " because (taskSet " + taskSet
                + ") was unable to scale in due to (reason ";
        return tasks == 0
                ? Optional.empty()
                : Optional.of(new ServiceDecision.Unplaced(cause, cause + tasks + " tasks under protection)"));
    }

    public static String failedContainerHealthChecks(String service, String taskId) {
        return "(service " + service + ") (task " + taskId + ") failed container health checks.";
    }

    private static final String UNBALANCED = " is not AZ balanced with ";
    private static final String BALANCED = " is AZ balanced with ";
    private static final String GAVE_UP = " stopped AZ Rebalancing.";

    static String unbalanced(String service, Map<String, Long> byZone) {
        return "(service " + service + ")" + UNBALANCED + tasks(byZone) + ". AZ Rebalancing in progress.";
    }

    static String balanced(String service, Map<String, Long> byZone) {
        return "(service " + service + ")" + BALANCED + tasks(byZone) + ".";
    }

    static String stoppedRebalancing(String service) {
        return "(service " + service + ")" + GAVE_UP;
    }

    /** Whether its history says that it is on its way from being unbalanced, and not yet that this is over. */
    static boolean rebalances(Service service) {
        return service.events().stream()
                .map(ServiceEvent::message)
                .filter(each -> each.contains(UNBALANCED) || each.contains(BALANCED) || each.endsWith(GAVE_UP))
                .findFirst()
                .filter(each -> each.contains(UNBALANCED))
                .isPresent();
    }

    private static String tasks(Map<String, Long> byZone) {
        return byZone.entrySet().stream()
                .map(each -> each.getValue() + " tasks in " + each.getKey())
                .collect(Collectors.joining(", "));
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
                                .map(each -> CLOSEST + each.instance().id() + ") "
                                        + each.why().words() + ".")
                                .orElse(""));
        return new ServiceDecision.Unplaced(cause, cause + tally(placement) + SEE);
    }

    /** The id of the container instance that came closest, where an event tells of one. */
    public static Optional<String> closest(String event) {
        int begin = event.indexOf(CLOSEST) + CLOSEST.length();
        return event.contains(CLOSEST)
                ? Optional.of(event.substring(begin, event.indexOf(')', begin)))
                : Optional.empty();
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
