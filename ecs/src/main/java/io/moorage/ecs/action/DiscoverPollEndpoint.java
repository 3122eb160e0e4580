package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DiscoverPollEndpointRequest;
import io.moorage.awsmodels.ecs.DiscoverPollEndpointResponse;
import io.moorage.awsmodels.ecs.EcsOperations;

/** {@code API_DiscoverPollEndpoint}: where an agent finds ACS and TCS. */
public final class DiscoverPollEndpoint implements Action<DiscoverPollEndpointRequest, DiscoverPollEndpointResponse> {
    private final Ecs ecs;

    public DiscoverPollEndpoint(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DiscoverPollEndpointRequest, DiscoverPollEndpointResponse> operation() {
        return EcsOperations.DISCOVER_POLL_ENDPOINT;
    }

    @Override
    public DiscoverPollEndpointResponse handle(DiscoverPollEndpointRequest request, RequestContext context) {
        return new DiscoverPollEndpointResponse(
                ecs.config().acsEndpoint(), ecs.config().tcsEndpoint(), null);
    }
}
