package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Task;
import java.util.Collection;
import java.util.HashMap;
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

    /** As it would be if {@code own} were not on it, but for the room that they take. */
    public Node without(Collection<Task> own) {
        Map<String, Integer> groups = new HashMap<>(tasksByGroup);
        own.forEach(task -> groups.computeIfPresent(task.group(), (group, count) -> count > 1 ? count - 1 : null));
        int running = this.running - (int) own.stream().filter(Task::running).count();
        return new Node(instance, remaining, groups, tasks - own.size(), running);
    }
}
