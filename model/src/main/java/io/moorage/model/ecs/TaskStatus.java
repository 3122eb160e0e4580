package io.moorage.model.ecs;

/** A task's life, in order; {@code lastStatus} only goes forward (ECS guide, "Task lifecycle"). */
public enum TaskStatus {
    PROVISIONING,
    PENDING,
    ACTIVATING,
    RUNNING,
    DEACTIVATING,
    STOPPING,
    DEPROVISIONING,
    STOPPED;

    public boolean before(TaskStatus other) {
        return compareTo(other) < 0;
    }
}
