package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CreateAutoScalingGroup and UpdateAutoScalingGroup understood: checked, with every default filled in. */
final class GroupRequest {
    private static final int DEFAULT_COOLDOWN = 300;
    private static final Set<String> POLICIES = Set.copyOf(DescribeTerminationPolicyTypes.SUPPORTED);

    private GroupRequest() {}

    static AutoScalingGroup.Settings created(
            ReadView view, AutoScalingConfig config, CreateAutoScalingGroupType input) {
        Refusal.refuse(input.mixedInstancesPolicy() != null, "A mixed instances policy");
        Refusal.refuse(input.instanceId() != null, "Creating a group from an instance (InstanceId)");
        Refusal.refuse(
                !input.targetGroupARNs().isEmpty() || !input.trafficSources().isEmpty(), "A target group");
        Refusal.refuse(input.placementGroup() != null, "A placement group");
        Refusal.refuse(Boolean.TRUE.equals(input.capacityRebalance()), "Capacity rebalancing, of spot instances,");
        refuseOthers(
                input.maxInstanceLifetime(), input.desiredCapacityType(), input.instanceMaintenancePolicy() != null);
        Places places = Places.read(view, config, input.availabilityZones(), input.vpcZoneIdentifier());
        return checked(new AutoScalingGroup.Settings(
                Sources.read(view, input.launchConfigurationName(), input.launchTemplate()),
                input.minSize(),
                input.maxSize(),
                Objects.requireNonNullElse(input.defaultCooldown(), DEFAULT_COOLDOWN),
                places.zones(),
                places.subnets(),
                Objects.requireNonNullElse(input.healthCheckType(), "EC2"),
                Objects.requireNonNullElse(input.healthCheckGracePeriod(), 0),
                input.terminationPolicies().isEmpty() ? List.of("Default") : input.terminationPolicies(),
                Boolean.TRUE.equals(input.newInstancesProtectedFromScaleIn()),
                warmup(input.defaultInstanceWarmup(), Optional.empty())));
    }

    static AutoScalingGroup.Settings updated(
            ReadView view,
            AutoScalingConfig config,
            AutoScalingGroup.Settings before,
            UpdateAutoScalingGroupType input) {
        Refusal.refuse(input.mixedInstancesPolicy() != null, "A mixed instances policy");
        Refusal.refuse(input.placementGroup() != null && !input.placementGroup().isEmpty(), "A placement group");
        Refusal.refuse(Boolean.TRUE.equals(input.capacityRebalance()), "Capacity rebalancing, of spot instances,");
        refuseOthers(
                input.maxInstanceLifetime(), input.desiredCapacityType(), input.instanceMaintenancePolicy() != null);
        boolean moved = !input.availabilityZones().isEmpty() || input.vpcZoneIdentifier() != null;
        Places places = moved
                ? Places.read(view, config, input.availabilityZones(), input.vpcZoneIdentifier())
                : new Places(before.zones(), before.subnets());
        boolean relaunched = input.launchConfigurationName() != null || input.launchTemplate() != null;
        return checked(new AutoScalingGroup.Settings(
                relaunched
                        ? Sources.read(view, input.launchConfigurationName(), input.launchTemplate())
                        : before.launch(),
                Objects.requireNonNullElse(input.minSize(), before.min()),
                Objects.requireNonNullElse(input.maxSize(), before.max()),
                Objects.requireNonNullElse(input.defaultCooldown(), before.cooldownSeconds()),
                places.zones(),
                places.subnets(),
                Objects.requireNonNullElse(input.healthCheckType(), before.healthCheckType()),
                Objects.requireNonNullElse(input.healthCheckGracePeriod(), before.graceSeconds()),
                input.terminationPolicies().isEmpty() ? before.terminationPolicies() : input.terminationPolicies(),
                Objects.requireNonNullElse(input.newInstancesProtectedFromScaleIn(), before.protectsNewInstances()),
                warmup(input.defaultInstanceWarmup(), before.warmupSeconds())));
    }

    private static void refuseOthers(
            @Nullable Integer lifetime, @Nullable String capacityType, boolean maintenancePolicy) {
        Refusal.refuse(lifetime != null && lifetime != 0, "A maximum instance lifetime");
        Refusal.refuse(capacityType != null && !capacityType.equals("units"), "A desired capacity in " + capacityType);
        Refusal.refuse(maintenancePolicy, "An instance maintenance policy");
    }

    /** -1 takes a warm-up away (UpdateAutoScalingGroup, {@code DefaultInstanceWarmup}). */
    private static Optional<Integer> warmup(@Nullable Integer given, Optional<Integer> before) {
        if (given == null) {
            return before;
        }
        if (given < -1) {
            throw Refusal.invalid("DefaultInstanceWarmup must be -1 or more, not " + given + ".");
        }
        return Optional.of(given).filter(each -> each >= 0);
    }

    private static AutoScalingGroup.Settings checked(AutoScalingGroup.Settings settings) {
        if (settings.min() < 0 || settings.max() < 0) {
            throw Refusal.invalid("MinSize and MaxSize must be 0 or more.");
        }
        if (settings.max() < settings.min()) {
            throw Refusal.invalid(
                    "Max bound, " + settings.max() + ", must be greater than or equal to min bound, " + settings.min());
        }
        if (settings.cooldownSeconds() < 0 || settings.graceSeconds() < 0) {
            throw Refusal.invalid("DefaultCooldown and HealthCheckGracePeriod must be 0 or more seconds.");
        }
        if (!Set.of("EC2", "ELB").contains(settings.healthCheckType())) {
            throw Refusal.invalid(
                    "Unknown health check type: " + settings.healthCheckType() + ". The valid values are EC2 and ELB.");
        }
        for (String policy : settings.terminationPolicies()) {
            if (!POLICIES.contains(policy)) {
                throw Refusal.invalid("TerminationPolicy " + policy + " is not valid. Valid policies are "
                        + String.join(", ", DescribeTerminationPolicyTypes.SUPPORTED) + ".");
            }
        }
        return settings;
    }
}
