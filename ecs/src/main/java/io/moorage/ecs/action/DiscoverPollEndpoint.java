package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DiscoverPollEndpointRequest;
import io.moorage.awsmodels.ecs.DiscoverPollEndpointResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsConfig;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import org.jspecify.annotations.Nullable;

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
        EcsConfig config =
                isExternal(request.containerInstance()) && !context.host().isEmpty()
                        ? EcsConfig.at(context.region(), context.accountId(), scheme(context) + context.host())
                        : ecs.config();
        return new DiscoverPollEndpointResponse(config.acsEndpoint(), config.tcsEndpoint(), null);
    }

    /** Names that only a VPC knows lead a machine outside of it nowhere: it goes on where it came in. */
    private boolean isExternal(@Nullable String instanceArn) {
        return instanceArn != null
                && ecs.store()
                        .view()
                        .find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                        .filter(ContainerInstance::external)
                        .isPresent();
    }

    private static String scheme(RequestContext context) {
        return context.secure() ? "https://" : "http://";
    }
}
