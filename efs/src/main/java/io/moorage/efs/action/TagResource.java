package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.TagResourceRequest;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags. */
final class TagResource implements Action<TagResourceRequest, Empty> {
    private final Store store;

    TagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagResourceRequest, Empty> operation() {
        return EfsOperations.TAG_RESOURCE;
    }

    @Override
    public List<String> resources(TagResourceRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.resourceId()));
    }

    @Override
    public Map<String, List<String>> conditions(TagResourceRequest input, RequestContext context) {
        return Tags.requested(input.tags());
    }

    @Override
    public Empty handle(TagResourceRequest input, RequestContext context) {

        return store.transact(tx -> {
            TaggedResources.retag(context, tx, input.resourceId(), tags -> Tags.added(tags, input.tags()));
            return Empty.VALUE;
        });
    }
}
