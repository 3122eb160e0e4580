package io.moorage.model.autoscaling;

import java.util.Set;

/** Where an instance is in a group (Auto Scaling user guide, "Amazon EC2 Auto Scaling instance lifecycle"). */
public enum LifecycleState {
    PENDING("Pending"),
    PENDING_WAIT("Pending:Wait"),
    IN_SERVICE("InService"),
    /** To be terminated, once load balancers have let it go. */
    DRAINING("Terminating"),
    TERMINATING_WAIT("Terminating:Wait"),
    TERMINATING("Terminating"),
    /** To leave the group, once load balancers have let it go. */
    DETACHING("Detaching"),
    /** To be in standby, once load balancers have let it go. */
    ENTERING_STANDBY("EnteringStandby"),
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
            case PENDING -> Set.of(PENDING_WAIT, IN_SERVICE, DETACHING, DRAINING);
            case PENDING_WAIT -> Set.of(IN_SERVICE, DETACHING, DRAINING);
            case IN_SERVICE -> Set.of(ENTERING_STANDBY, DETACHING, DRAINING);
            case ENTERING_STANDBY -> Set.of(STANDBY, DETACHING, DRAINING);
            case STANDBY -> Set.of(PENDING, DETACHING, DRAINING);
            case DETACHING -> Set.of();
            case DRAINING -> Set.of(TERMINATING, TERMINATING_WAIT);
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
        return this == DRAINING || this == DETACHING || this == TERMINATING || this == TERMINATING_WAIT;
    }
}
