package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateContainerAgentRequest;
import io.moorage.awsmodels.ecs.UpdateContainerAgentResponse;
import io.moorage.store.ReadView;

/** {@code API_UpdateContainerAgent}: the agent comes with the instance image; there is never a newer one. */
public final class UpdateContainerAgent implements Action<UpdateContainerAgentRequest, UpdateContainerAgentResponse> {
    private final Ecs ecs;

    public UpdateContainerAgent(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateContainerAgentRequest, UpdateContainerAgentResponse> operation() {
        return EcsOperations.UPDATE_CONTAINER_AGENT;
    }

    @Override
    public UpdateContainerAgentResponse handle(UpdateContainerAgentRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        ecs.activeInstance(view, ecs.cluster(view, request.cluster()), request.containerInstance());
        throw new AwsException(
                EcsOperations.ERROR_NO_UPDATE_AVAILABLE_EXCEPTION,
                "There is no update available for your container agent.");
    }
}
