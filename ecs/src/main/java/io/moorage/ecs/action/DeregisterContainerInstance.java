package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;

/** {@code API_DeregisterContainerInstance}: with force, its tasks are stopped; it leaves when they are gone. */
public final class DeregisterContainerInstance
        implements Action<DeregisterContainerInstanceRequest, DeregisterContainerInstanceResponse> {
    private final Ecs ecs;

    public DeregisterContainerInstance(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeregisterContainerInstanceRequest, DeregisterContainerInstanceResponse> operation() {
        return EcsOperations.DEREGISTER_CONTAINER_INSTANCE;
    }

    @Override
    public DeregisterContainerInstanceResponse handle(
            DeregisterContainerInstanceRequest request, RequestContext context) {
        boolean force = request.force() != null && request.force();
        ContainerInstance gone = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            ContainerInstance instance = ecs.activeInstance(tx, cluster, request.containerInstance());
            if (!force
                    && !tx.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn())
                            .isEmpty()) {
                throw EcsErrors.invalid("Found running tasks on the instance.");
            }
            return new Departure(ecs, tx, context.now()).forced(instance);
        });
        return new DeregisterContainerInstanceResponse(
                InstanceShapes.write(ecs.store().view(), gone, true, false));
    }
}
