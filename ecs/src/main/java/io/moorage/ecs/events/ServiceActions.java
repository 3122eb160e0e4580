package io.moorage.ecs.events;

import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a service's history and deployments is a service action (ECS developer guide, "Amazon ECS service action events" and "Track
 * Amazon ECS Availability Zone rebalancing").
 */
public final class ServiceActions {
    private ServiceActions() {}

    /**
     * What a service action event says.
     *
     * @param type {@code INFO}, {@code WARN} or {@code ERROR}
     */
    public record Action(String type, String name) {}

    static final Action PLACEMENT_FAILURE = new Action("ERROR", "SERVICE_TASK_PLACEMENT_FAILURE");
    static final Action CAPACITY_STEADY = new Action("INFO", "CAPACITY_PROVIDER_STEADY_STATE");
    private static final Action STEADY = new Action("INFO", "SERVICE_STEADY_STATE");

    /** @param words by which the line of history is known */
    private record Line(String words, Action action) {
        Line(String words, String type, String name) {
            this(words, new Action(type, name));
        }
    }

    private static final List<Line> ALL = List.of(
            new Line(" has reached a steady state", STEADY),
            new Line(" updated state to STEADY_STATE", "INFO", "TASKSET_STEADY_STATE"),
            new Line(" updated computedDesiredCount ", "INFO", "SERVICE_DESIRED_COUNT_UPDATED"),
            new Line(" has stopped ", "INFO", "TASKS_STOPPED"),
            new Line(" to AZ Rebalance: ", "INFO", "TASKS_STARTED"),
            new Line(" is not AZ balanced with ", "INFO", "SERVICE_REBALANCING_STARTED"),
            new Line(" is AZ balanced with ", "INFO", "SERVICE_REBALANCING_COMPLETED"),
            new Line(" stopped AZ Rebalancing", "INFO", "SERVICE_REBALANCING_STOPPED"),
            new Line(" was unable to scale in due to ", "INFO", "TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION"),
            new Line(" is unable to consistently start tasks successfully", "WARN", "SERVICE_TASK_START_IMPAIRED"),
            new Line(" was unable to place a task", PLACEMENT_FAILURE),
            new Line("unable to assume the role", "ERROR", "SERVICE_TASK_CONFIGURATION_FAILURE"));

    /** None for a line that is told in the history only. */
    public static List<Action> of(Service service, ServiceEvent event) {
        return ALL.stream()
                .filter(each -> event.message().contains(each.words()))
                .findFirst()
                .map(Line::action)
                .stream()
                .flatMap(each -> each.equals(STEADY) && onProviders(service)
                        ? Stream.of(each, CAPACITY_STEADY)
                        : Stream.of(each))
                .toList();
    }

    /** The providers that a service starts its tasks on are steady when it is. */
    private static boolean onProviders(Service service) {
        return !service.scheduling().capacityProviders().isEmpty();
    }

    /** That a deployment, to a new revision or back to a former one, has begun, is completed or has failed. */
    static Action of(Deployment deployment) {
        return new Action(
                deployment.rolloutState() == Deployment.RolloutState.FAILED ? "ERROR" : "INFO",
                "SERVICE_DEPLOYMENT_" + deployment.rolloutState());
    }
}
