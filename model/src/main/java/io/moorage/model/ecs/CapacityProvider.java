package io.moorage.model.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * An Auto Scaling group that runs tasks ({@code API_CapacityProvider}).
 *
 * @param name the key
 * @param updateStatus what came of the last change, e.g. {@code UPDATE_COMPLETE}; empty when there was none
 */
public record CapacityProvider(
        String name,
        String arn,
        Status status,
        String autoScalingGroupArn,
        ManagedScaling managedScaling,
        boolean managedTerminationProtection,
        boolean managedDraining,
        Optional<String> updateStatus,
        Map<String, String> tags) {
    public CapacityProvider {
        tags = Map.copyOf(tags);
    }

    public enum Status {
        ACTIVE,
        INACTIVE
    }

    /**
     * Whether ECS sizes the group.
     *
     * @param targetCapacity percent of the group's instances that tasks shall use
     * @param instanceWarmupPeriod seconds
     */
    public record ManagedScaling(
            boolean enabled,
            int targetCapacity,
            int minimumScalingStepSize,
            int maximumScalingStepSize,
            int instanceWarmupPeriod) {
        public static final ManagedScaling OFF = new ManagedScaling(false, 100, 1, 10_000, 300);
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    /** The group's name, which its ARN ends with. */
    public String groupName() {
        return autoScalingGroupArn.substring(autoScalingGroupArn.lastIndexOf('/') + 1);
    }

    public CapacityProvider with(ManagedScaling scaling, boolean protection, boolean draining) {
        return new CapacityProvider(
                name,
                arn,
                status,
                autoScalingGroupArn,
                scaling,
                protection,
                draining,
                Optional.of("UPDATE_COMPLETE"),
                tags);
    }

    public CapacityProvider withTags(Map<String, String> newTags) {
        return new CapacityProvider(
                name,
                arn,
                status,
                autoScalingGroupArn,
                managedScaling,
                managedTerminationProtection,
                managedDraining,
                updateStatus,
                newTags);
    }
}
