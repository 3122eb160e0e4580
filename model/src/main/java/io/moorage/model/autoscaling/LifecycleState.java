package io.moorage.model.autoscaling;

import java.util.Set;

/** Where an instance is in a group (Auto Scaling user guide, "Amazon EC2 Auto Scaling instance lifecycle"). */
public enum LifecycleState {
    PENDING("Pending"),
    PENDING_WAIT("Pending:Wait"),
    IN_SERVICE("InService"),
    TERMINATING_WAIT("Terminating:Wait"),
    TERMINATING("Terminating"),
    STANDBY("Standby");

    private final String word;

    LifecycleState(String word) {
        this.word = word;
    }

    /** As answers name it. */
    public String word() {
        return word;
    }

    /** The states that may come next. An instance that left the group has no row. */
    public Set<LifecycleState> next() {
        return switch (this) {
            case PENDING -> Set.of(PENDING_WAIT, IN_SERVICE, TERMINATING, TERMINATING_WAIT);
            case PENDING_WAIT -> Set.of(IN_SERVICE, TERMINATING, TERMINATING_WAIT);
            case IN_SERVICE -> Set.of(STANDBY, TERMINATING, TERMINATING_WAIT);
            case STANDBY -> Set.of(PENDING, TERMINATING, TERMINATING_WAIT);
            case TERMINATING_WAIT -> Set.of(TERMINATING);
            case TERMINATING -> Set.of();
        };
    }

    /** True for an instance that is, or is about to be, part of the group's capacity. */
    public boolean isCapacity() {
        return this == PENDING || this == PENDING_WAIT || this == IN_SERVICE;
    }

    public boolean isWaiting() {
        return this == PENDING_WAIT || this == TERMINATING_WAIT;
    }

    public boolean isEnding() {
        return this == TERMINATING || this == TERMINATING_WAIT;
    }
}
