package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.AutoScalingGroupProvider;
import io.moorage.awsmodels.ecs.CreateCapacityProviderRequest;
import io.moorage.awsmodels.ecs.CreateCapacityProviderResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.CapacityShapes;
import io.moorage.ecs.shape.Tags;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** {@code API_CreateCapacityProvider}: an Auto Scaling group becomes one. */
public final class CreateCapacityProvider
        implements Action<CreateCapacityProviderRequest, CreateCapacityProviderResponse> {
    private final Ecs ecs;

    public CreateCapacityProvider(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<CreateCapacityProviderRequest, CreateCapacityProviderResponse> operation() {
        return EcsOperations.CREATE_CAPACITY_PROVIDER;
    }

    @Override
    public CreateCapacityProviderResponse handle(CreateCapacityProviderRequest request, RequestContext context) {
        String name = request.name();
        if (!name.matches("[A-Za-z0-9_-]{1,255}") || name.matches("(?i)(aws|ecs|fargate).*")) {
            throw EcsErrors.invalid("The capacity provider name is invalid: up to 255 letters, numbers, hyphens and"
                    + " underscores, not beginning with aws, ecs or fargate.");
        }
        AutoScalingGroupProvider group = request.autoScalingGroupProvider();
        CapacityProvider.ManagedScaling scaling =
                CapacityProviderRequests.scaling(group.managedScaling(), unlessGiven(group));
        boolean protection = CapacityProviderRequests.enabled(
                group.managedTerminationProtection(), "managedTerminationProtection", false);
        CapacityProviderRequests.requireScaling(scaling, protection);
        CapacityProvider created = ecs.store().transact(tx -> {
            CapacityProvider provider = new CapacityProvider(
                    name,
                    ecs.arns().capacityProvider(name),
                    CapacityProvider.Status.ACTIVE,
                    groupArn(tx, group.autoScalingGroupArn(), protection),
                    scaling,
                    protection,
                    CapacityProviderRequests.enabled(group.managedDraining(), "managedDraining", true),
                    Optional.empty(),
                    Tags.read(request.tags(), context));
            if (tx.find(EcsTables.CAPACITY_PROVIDERS, name).isPresent()) {
                throw EcsErrors.invalid("The specified capacity provider already exists. To change the configuration of"
                        + " an existing capacity provider, update the capacity provider.");
            }
            tx.insert(EcsTables.CAPACITY_PROVIDERS, provider);
            return provider;
        });
        return new CreateCapacityProviderResponse(CapacityShapes.write(created, true));
    }

    /** Managed scaling is on where it is mentioned without a status. */
    private static CapacityProvider.ManagedScaling unlessGiven(AutoScalingGroupProvider group) {
        CapacityProvider.ManagedScaling off = CapacityProvider.ManagedScaling.OFF;
        return new CapacityProvider.ManagedScaling(
                group.managedScaling() != null,
                off.targetCapacity(),
                off.minimumScalingStepSize(),
                off.maximumScalingStepSize(),
                off.instanceWarmupPeriod());
    }

    private static String groupArn(ReadView view, String nameOrArn, boolean protection) {
        AutoScalingGroup group = view.all(AutoScalingTables.GROUPS).stream()
                .filter(each -> each.arn().equals(nameOrArn) || each.name().equals(nameOrArn))
                .findFirst()
                .orElseThrow(() -> EcsErrors.client("The specified Auto Scaling group ARN is not valid, or the group"
                        + " does not exist: " + nameOrArn));
        if (view.all(EcsTables.CAPACITY_PROVIDERS).stream()
                .anyMatch(each -> each.autoScalingGroupArn().equals(group.arn()))) {
            throw EcsErrors.invalid("The specified Auto Scaling group is used by another capacity provider.");
        }
        if (protection && !group.settings().protectsNewInstances()) {
            throw EcsErrors.client("The managed termination protection setting for the capacity provider is invalid."
                    + " To enable managed termination protection for a capacity provider, the Auto Scaling group must"
                    + " have instance protection from scale in enabled.");
        }
        return group.arn();
    }
}
