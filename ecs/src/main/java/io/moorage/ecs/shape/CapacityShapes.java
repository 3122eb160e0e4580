package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.AutoScalingGroupProvider;
import io.moorage.awsmodels.ecs.CapacityProvider;
import io.moorage.awsmodels.ecs.CapacityProviderStrategyItem;
import io.moorage.awsmodels.ecs.ManagedScaling;
import io.moorage.model.ecs.CapacityShare;
import java.util.List;

/** Capacity providers and strategies of them. */
public final class CapacityShapes {
    public static CapacityProvider write(io.moorage.model.ecs.CapacityProvider provider, boolean withTags) {
        io.moorage.model.ecs.CapacityProvider.ManagedScaling scaling = provider.managedScaling();
        ManagedScaling shape = ManagedScaling.builder()
                .status(enabled(scaling.enabled()))
                .targetCapacity(scaling.targetCapacity())
                .minimumScalingStepSize(scaling.minimumScalingStepSize())
                .maximumScalingStepSize(scaling.maximumScalingStepSize())
                .instanceWarmupPeriod(scaling.instanceWarmupPeriod())
                .build();
        return CapacityProvider.builder()
                .capacityProviderArn(provider.arn())
                .name(provider.name())
                .status(provider.status().name())
                .autoScalingGroupProvider(AutoScalingGroupProvider.builder()
                        .autoScalingGroupArn(provider.autoScalingGroupArn())
                        .managedScaling(shape)
                        .managedTerminationProtection(enabled(provider.managedTerminationProtection()))
                        .managedDraining(enabled(provider.managedDraining()))
                        .build())
                .updateStatus(provider.updateStatus().orElse(null))
                .tags(withTags ? Tags.write(provider.tags()) : List.of())
                .build();
    }

    public static List<CapacityProviderStrategyItem> write(List<CapacityShare> shares) {
        return shares.stream()
                .map(each -> new CapacityProviderStrategyItem(each.capacityProvider(), each.weight(), each.base()))
                .toList();
    }

    private static String enabled(boolean is) {
        return is ? "ENABLED" : "DISABLED";
    }

    private CapacityShapes() {}
}
