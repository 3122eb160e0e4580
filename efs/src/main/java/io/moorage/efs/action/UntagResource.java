package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags. */
final class UntagResource implements Action<UntagResourceRequest, Empty> {
    private final Store store;

    UntagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagResourceRequest, Empty> operation() {
        return EfsOperations.UNTAG_RESOURCE;
    }

    @Override
    public List<String> resources(UntagResourceRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.resourceId()));
    }

    @Override
    public Map<String, List<String>> conditions(UntagResourceRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagResourceRequest input, RequestContext context) {

        return store.transact(tx -> {
            TaggedResources.retag(context, tx, input.resourceId(), tags -> Tags.without(tags, input.tagKeys()));
            return Empty.VALUE;
        });
    }
}
