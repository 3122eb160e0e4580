package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.ProtectedTask;
import io.moorage.model.ecs.Task;
import java.time.Instant;
import java.util.Optional;

/** What UpdateTaskProtection and GetTaskProtection have in common. */
final class ProtectedTasks {
    static ProtectedTask write(Task task, Instant now) {
        boolean on = task.isProtected(now);
        return new ProtectedTask(task.arn(), on, on ? task.protectedUntil().orElse(null) : null);
    }

    /** Empty for a task that can be protected: only a service's scheduler stops tasks of its own accord. */
    static Optional<Failure> unfit(Task task) {
        if (task.serviceArn().isEmpty()) {
            return Optional.of(new Failure(
                    task.arn(), "TASK_NOT_VALID", "The specified task is not part of an Amazon ECS service"));
        }
        return Optional.empty();
    }

    private ProtectedTasks() {}
}
