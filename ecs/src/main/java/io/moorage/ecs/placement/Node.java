package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import java.util.Map;

/**
 * A container instance as placement sees it.
 *
 * @param remaining what the tasks on it leave, its registered reserved ports included
 * @param tasksByGroup how many live tasks of each group it has
 * @param running how many of its tasks run
 */
public record Node(
        ContainerInstance instance, Resources remaining, Map<String, Integer> tasksByGroup, int tasks, int running) {
    public Node {
        tasksByGroup = Map.copyOf(tasksByGroup);
    }

    public int ofGroup(String group) {
        return tasksByGroup.getOrDefault(group, 0);
    }
}
