package io.moorage.model.ec2;

import java.util.Locale;
import java.util.Set;

/** The life of an instance (EC2 user guide, "Instance lifecycle"); codes as {@code API_InstanceState} lists them. */
public enum InstanceState {
    PENDING(0),
    RUNNING(16),
    SHUTTING_DOWN(32),
    TERMINATED(48),
    STOPPING(64),
    STOPPED(80);

    private final int code;

    InstanceState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Such as {@code shutting-down}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The states that may come next. */
    public Set<InstanceState> next() {
        return switch (this) {
            case PENDING -> Set.of(RUNNING, STOPPING, STOPPED, SHUTTING_DOWN);
            case RUNNING -> Set.of(STOPPING, STOPPED, SHUTTING_DOWN);
            case STOPPING -> Set.of(STOPPED, SHUTTING_DOWN);
            case STOPPED -> Set.of(PENDING, SHUTTING_DOWN);
            case SHUTTING_DOWN -> Set.of(TERMINATED);
            case TERMINATED -> Set.of();
        };
    }

    /** True while the instance has, or is about to have, a machine that runs. */
    public boolean isUp() {
        return this == PENDING || this == RUNNING;
    }

    /** True once the instance can only end. */
    public boolean isEnding() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }
}
