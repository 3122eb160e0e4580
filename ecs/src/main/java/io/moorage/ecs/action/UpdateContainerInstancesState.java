package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.UpdateContainerInstancesStateRequest;
import io.moorage.awsmodels.ecs.UpdateContainerInstancesStateResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code API_UpdateContainerInstancesState}: ACTIVE or DRAINING; a draining instance gets no tasks and loses those of services. */
public final class UpdateContainerInstancesState
        implements Action<UpdateContainerInstancesStateRequest, UpdateContainerInstancesStateResponse> {
    private final Ecs ecs;

    public UpdateContainerInstancesState(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateContainerInstancesStateRequest, UpdateContainerInstancesStateResponse> operation() {
        return EcsOperations.UPDATE_CONTAINER_INSTANCES_STATE;
    }

    @Override
    public UpdateContainerInstancesStateResponse handle(
            UpdateContainerInstancesStateRequest request, RequestContext context) {
        Lists.requireSome(request.containerInstances(), "Container instance");
        Lists.requireAtMost(10, request.containerInstances(), "container instances");
        if (!Set.of("ACTIVE", "DRAINING").contains(request.status())) {
            throw EcsErrors.invalid("Invalid container instance status: " + request.status());
        }
        ContainerInstance.Status status = ContainerInstance.Status.valueOf(request.status());
        List<Failure> failures = new ArrayList<>();
        List<ContainerInstance> updated = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            List<ContainerInstance> all = new ArrayList<>();
            failures.clear();
            for (String each : request.containerInstances()) {
                Optional<ContainerInstance> instance = ecs.instance(tx, cluster, each);
                if (instance.isEmpty()) {
                    failures.add(
                            Failures.missing(ecs.arns().containerInstance(cluster.name(), EcsArns.lastPart(each))));
                } else if (instance.get().inactive()) {
                    failures.add(new Failure(instance.get().arn(), "INACTIVE", null));
                } else {
                    ContainerInstance next = instance.get().in(status);
                    tx.update(EcsTables.CONTAINER_INSTANCES, next);
                    all.add(next);
                }
            }
            return all;
        });
        ReadView view = ecs.store().view();
        return new UpdateContainerInstancesStateResponse(
                updated.stream()
                        .map(each -> InstanceShapes.write(view, each, true, false))
                        .toList(),
                failures);
    }
}
