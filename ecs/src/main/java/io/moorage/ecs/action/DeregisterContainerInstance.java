package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceRequest;
import io.moorage.awsmodels.ecs.DeregisterContainerInstanceResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.loop.LossStep;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.model.Failover;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import java.util.Collection;
import java.util.Optional;

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
            Collection<Task> live = tx.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
            if (!force && !live.isEmpty()) {
                throw EcsErrors.invalid("Found running tasks on the instance.");
            }
            ContainerInstance inactive = instance.deregistered(context.now());
            tx.update(EcsTables.CONTAINER_INSTANCES, inactive);
            for (Task task : live) {
                ecs.writes().save(tx, task, task.stopRequested(Stop.deregistered(), context.now()), context.now());
            }
            // Nobody will report the end of tasks whose agent is away: the fence must stand in for it.
            return !live.isEmpty() && !inactive.agentConnected() && !inactive.lost()
                    ? LossStep.lose(
                            tx,
                            inactive,
                            new LossStep.Notice(Failover.Sign.DEREGISTERED, Optional.empty(), context.now()))
                    : inactive;
        });
        return new DeregisterContainerInstanceResponse(
                InstanceShapes.write(ecs.store().view(), gone, true, false));
    }
}
