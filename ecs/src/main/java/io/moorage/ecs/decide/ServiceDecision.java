package io.moorage.ecs.decide;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import java.util.List;
import java.util.Optional;

/**
 * What a service needs now.
 *
 * @param starts one instance per task of the primary deployment to start
 * @param stops tasks to stop and why
 * @param unplaced the event for tasks that found no place
 * @param steady everything is as it should be
 */
public record ServiceDecision(
        List<ContainerInstance> starts, List<StopTask> stops, Optional<String> unplaced, boolean steady) {
    public ServiceDecision {
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
    }

    public record StopTask(String taskArn, Stop why) {}
}
