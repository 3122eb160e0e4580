package io.moorage.cloudformation.types.autoscaling;

import io.moorage.awsmodels.autoscaling.AutoScalingGroup;
import io.moorage.awsmodels.autoscaling.AutoScalingGroupNamesType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups as they are, and properties that templates write otherwise than the API. */
final class Groups {
    static final String NAME = "AutoScalingGroupName";
    static final String ZONES = "VPCZoneIdentifier";
    static final String HOOKS = "LifecycleHookSpecificationList";
    static final String BALANCERS = "LoadBalancerNames";

    /** What Auto Scaling answers to whoever deletes something of a group when that, or the group, is gone. */
    static final Set<String> ABSENT = Set.of("ValidationError");

    private Groups() {}

    static Optional<AutoScalingGroup> find(String name, Aws aws) {
        return aws
                .call(
                        AutoscalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        AutoScalingGroupNamesType.builder()
                                .autoScalingGroupNames(List.of(name))
                                .build())
                .autoScalingGroups()
                .stream()
                .findFirst();
    }

    static @Nullable String subnets(Wanted wanted) {
        List<String> subnets = wanted.texts(ZONES);
        return subnets.isEmpty() ? null : String.join(",", subnets);
    }
}
