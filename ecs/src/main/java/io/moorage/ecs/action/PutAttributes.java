package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.Attribute;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutAttributesRequest;
import io.moorage.awsmodels.ecs.PutAttributesResponse;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code API_PutAttributes}: custom attributes of container instances. */
public final class PutAttributes implements Action<PutAttributesRequest, PutAttributesResponse> {
    private final Ecs ecs;

    public PutAttributes(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<PutAttributesRequest, PutAttributesResponse> operation() {
        return EcsOperations.PUT_ATTRIBUTES;
    }

    @Override
    public PutAttributesResponse handle(PutAttributesRequest request, RequestContext context) {
        AttributeTargets.check(request.attributes());
        ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            for (Attribute each : request.attributes()) {
                ContainerInstance instance = AttributeTargets.target(ecs, tx, cluster, each);
                List<io.moorage.model.ecs.Attribute> all = new ArrayList<>(instance.attributes());
                all.removeIf(old -> old.name().equals(each.name()));
                all.add(new io.moorage.model.ecs.Attribute(each.name(), Optional.ofNullable(each.value())));
                AttributeTargets.checkCount(all);
                tx.update(EcsTables.CONTAINER_INSTANCES, instance.withAttributes(all));
            }
            return cluster;
        });
        return new PutAttributesResponse(request.attributes());
    }
}
