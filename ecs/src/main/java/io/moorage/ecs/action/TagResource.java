package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.TagResourceRequest;
import io.moorage.awsmodels.ecs.TagResourceResponse;
import io.moorage.ecs.shape.Tags;
import io.moorage.store.EcsTables;
import java.util.Map;

/** {@code API_TagResource}: adds and replaces tags. */
public final class TagResource implements Action<TagResourceRequest, TagResourceResponse> {
    private final Ecs ecs;

    public TagResource(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<TagResourceRequest, TagResourceResponse> operation() {
        return EcsOperations.TAG_RESOURCE;
    }

    @Override
    public TagResourceResponse handle(TagResourceRequest request, RequestContext context) {
        Map<String, String> more = Tags.read(request.tags());
        ecs.store().transact(tx -> {
            Tagged.change(tx, request.resourceArn(), tags -> Tags.added(tags, more));
            tx.find(EcsTables.SERVICES, request.resourceArn()).ifPresent(ServiceRequests::requireNoDaemonWriters);
            return more;
        });
        return new TagResourceResponse();
    }
}
