package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.AutoScalingGroupProviderUpdate;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateCapacityProviderRequest;
import io.moorage.awsmodels.ecs.UpdateCapacityProviderResponse;
import io.moorage.ecs.shape.CapacityShapes;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.store.EcsTables;

/** {@code API_UpdateCapacityProvider}: how its group is managed. */
public final class UpdateCapacityProvider
        implements Action<UpdateCapacityProviderRequest, UpdateCapacityProviderResponse> {
    private final Ecs ecs;

    public UpdateCapacityProvider(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateCapacityProviderRequest, UpdateCapacityProviderResponse> operation() {
        return EcsOperations.UPDATE_CAPACITY_PROVIDER;
    }

    @Override
    public UpdateCapacityProviderResponse handle(UpdateCapacityProviderRequest request, RequestContext context) {
        AutoScalingGroupProviderUpdate given = request.autoScalingGroupProvider();
        CapacityProvider updated = ecs.store().transact(tx -> {
            CapacityProvider before = CapacityRequests.active(tx, request.name());
            CapacityProvider.ManagedScaling scaling =
                    CapacityProviderRequests.scaling(given.managedScaling(), before.managedScaling());
            boolean protection = CapacityProviderRequests.enabled(
                    given.managedTerminationProtection(),
                    "managedTerminationProtection",
                    before.managedTerminationProtection());
            CapacityProviderRequests.requireScaling(scaling, protection);
            CapacityProvider after = before.with(
                    scaling,
                    protection,
                    CapacityProviderRequests.enabled(
                            given.managedDraining(), "managedDraining", before.managedDraining()));
            tx.update(EcsTables.CAPACITY_PROVIDERS, after);
            return after;
        });
        return new UpdateCapacityProviderResponse(CapacityShapes.write(updated, true));
    }
}
