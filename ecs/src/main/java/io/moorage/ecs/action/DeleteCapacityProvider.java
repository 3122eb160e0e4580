package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteCapacityProviderRequest;
import io.moorage.awsmodels.ecs.DeleteCapacityProviderResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.CapacityShapes;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Service;
import io.moorage.store.EcsTables;

/** {@code API_DeleteCapacityProvider}: refused while a cluster or a service has it. */
public final class DeleteCapacityProvider
        implements Action<DeleteCapacityProviderRequest, DeleteCapacityProviderResponse> {
    private final Ecs ecs;

    public DeleteCapacityProvider(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteCapacityProviderRequest, DeleteCapacityProviderResponse> operation() {
        return EcsOperations.DELETE_CAPACITY_PROVIDER;
    }

    @Override
    public DeleteCapacityProviderResponse handle(DeleteCapacityProviderRequest request, RequestContext context) {
        CapacityProvider deleted = ecs.store().transact(tx -> {
            CapacityProvider provider = CapacityRequests.active(tx, request.capacityProvider());
            boolean inCluster = tx.all(EcsTables.CLUSTERS).stream()
                    .anyMatch(each -> each.capacityProviders().contains(provider.name()));
            boolean inService = tx.all(EcsTables.SERVICES).stream()
                    .filter(each -> each.status() != Service.Status.INACTIVE)
                    .flatMap(each -> each.scheduling().capacityProviders().stream())
                    .anyMatch(each -> each.capacityProvider().equals(provider.name()));
            if (inCluster || inService) {
                throw EcsErrors.invalid("The specified capacity provider is in use and cannot be removed.");
            }
            tx.delete(EcsTables.CAPACITY_PROVIDERS, provider.name());
            return provider;
        });
        return new DeleteCapacityProviderResponse(CapacityShapes.write(deleted, true));
    }
}
