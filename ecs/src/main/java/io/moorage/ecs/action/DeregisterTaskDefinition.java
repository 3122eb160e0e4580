package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeregisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.DeregisterTaskDefinitionResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.TaskDefinitionWriter;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;

/** {@code API_DeregisterTaskDefinition}: running tasks keep it; nothing new starts from it. */
public final class DeregisterTaskDefinition
        implements Action<DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse> {
    private final Ecs ecs;

    public DeregisterTaskDefinition(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeregisterTaskDefinitionRequest, DeregisterTaskDefinitionResponse> operation() {
        return EcsOperations.DEREGISTER_TASK_DEFINITION;
    }

    @Override
    public DeregisterTaskDefinitionResponse handle(DeregisterTaskDefinitionRequest request, RequestContext context) {
        if (!EcsArns.lastPart(request.taskDefinition()).contains(":")) {
            throw EcsErrors.invalid("Missing revision in: " + request.taskDefinition());
        }
        TaskDefinition gone = ecs.store().transact(tx -> {
            TaskDefinition definition = ecs.definition(tx, request.taskDefinition())
                    .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
            if (!definition.active()) {
                throw EcsErrors.client(
                        "The specified task definition is inactive. Specify an active task definition and try again.");
            }
            TaskDefinition inactive = definition.deregistered(context.now());
            tx.update(EcsTables.TASK_DEFINITIONS, inactive);
            return inactive;
        });
        return new DeregisterTaskDefinitionResponse(TaskDefinitionWriter.write(gone));
    }
}
