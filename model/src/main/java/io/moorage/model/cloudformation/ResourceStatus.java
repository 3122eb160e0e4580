package io.moorage.model.cloudformation;

/** Where a resource of a stack stands (CloudFormation API reference, {@code StackResource}). */
public enum ResourceStatus {
    CREATE_IN_PROGRESS,
    CREATE_FAILED,
    CREATE_COMPLETE,
    UPDATE_IN_PROGRESS,
    UPDATE_FAILED,
    UPDATE_COMPLETE,
    DELETE_IN_PROGRESS,
    DELETE_FAILED,
    DELETE_COMPLETE,
    DELETE_SKIPPED;

    public boolean isFailed() {
        return this == CREATE_FAILED || this == UPDATE_FAILED || this == DELETE_FAILED;
    }

    /** Nothing of it is left that the stack answers for. */
    public boolean isGone() {
        return this == DELETE_COMPLETE || this == DELETE_SKIPPED;
    }
}
