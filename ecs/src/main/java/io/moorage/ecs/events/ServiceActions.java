package io.moorage.ecs.events;

import io.moorage.model.ecs.ServiceEvent;
import java.util.List;
import java.util.Optional;

/** Which lines of a service's history are service actions (ECS developer guide, "Amazon ECS service action events"). */
public final class ServiceActions {
    private ServiceActions() {}

    /**
     * What a service action event says.
     *
     * @param type {@code INFO}, {@code WARN} or {@code ERROR}
     * @param words by which the line of history is known
     */
    public record Action(String type, String name, String words) {}

    private static final List<Action> ALL = List.of(
            new Action("INFO", "SERVICE_STEADY_STATE", "has reached a steady state"),
            new Action("WARN", "SERVICE_TASK_START_IMPAIRED", "is unable to consistently start tasks successfully"),
            new Action("ERROR", "SERVICE_TASK_PLACEMENT_FAILURE", "was unable to place a task"),
            new Action("ERROR", "SERVICE_TASK_CONFIGURATION_FAILURE", "unable to assume the role"),
            new Action("INFO", "SERVICE_DESIRED_COUNT_UPDATED", "has set the desired count"));

    /** Empty for a line that is told in the history only. */
    public static Optional<Action> of(ServiceEvent event) {
        return ALL.stream()
                .filter(each -> event.message().contains(each.words()))
                .findFirst();
    }
}
