package io.moorage.ecs.shape;

import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskStatus;
import java.util.Collection;

/** How many of some tasks run, and how many are on their way to. */
final class TaskCounts {
    static int running(Collection<Task> tasks) {
        return (int) tasks.stream().filter(Task::running).count();
    }

    static int pending(Collection<Task> tasks) {
        return (int) tasks.stream()
                .filter(each -> each.wanted() && each.lastStatus().before(TaskStatus.RUNNING))
                .count();
    }

    private TaskCounts() {}
}
