package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.DeleteAttributesRequest;
import io.moorage.awsmodels.ecs.DeleteAttributesResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import java.util.Optional;

/** {@code API_DeleteAttributes}: custom attributes of container instances. */
public final class DeleteAttributes implements Action<DeleteAttributesRequest, DeleteAttributesResponse> {
    private final Ecs ecs;

    public DeleteAttributes(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteAttributesRequest, DeleteAttributesResponse> operation() {
        return EcsOperations.DELETE_ATTRIBUTES;
    }

    @Override
    public DeleteAttributesResponse handle(DeleteAttributesRequest request, RequestContext context) {
        AttributeTargets.check(request.attributes());
        ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            for (Attribute each : request.attributes()) {
                ContainerInstance instance = AttributeTargets.target(ecs, tx, cluster, each);
                tx.update(
                        EcsTables.CONTAINER_INSTANCES,
                        instance.withAttributes(instance.attributes().stream()
                                .filter(old -> !matches(old, each))
                                .toList()));
            }
            return cluster;
        });
        return new DeleteAttributesResponse(request.attributes());
    }

    private static boolean matches(io.moorage.model.ecs.Attribute old, Attribute given) {
        return old.name().equals(given.name())
                && (given.value() == null || old.value().equals(Optional.of(given.value())));
    }
}
