package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UntagResourceRequest;
import io.moorage.awsmodels.ecs.UntagResourceResponse;
import java.util.HashMap;
import java.util.Map;

/** {@code API_UntagResource}: removes tags by key. */
public final class UntagResource implements Action<UntagResourceRequest, UntagResourceResponse> {
    private final Ecs ecs;

    public UntagResource(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UntagResourceRequest, UntagResourceResponse> operation() {
        return EcsOperations.UNTAG_RESOURCE;
    }

    @Override
    public UntagResourceResponse handle(UntagResourceRequest request, RequestContext context) {
        ecs.store().transact(tx -> {
            Tagged.change(tx, request.resourceArn(), tags -> {
                Map<String, String> left = new HashMap<>(tags);
                left.keySet().removeAll(request.tagKeys());
                return left;
            });
            return request;
        });
        return new UntagResourceResponse();
    }
}
