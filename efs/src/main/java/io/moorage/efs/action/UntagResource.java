package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

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
    public Empty handle(UntagResourceRequest input, RequestContext context) {

        return store.transact(tx -> {
            FileSystem present = Lookup.tagged(tx, input.resourceId());
            tx.update(EfsTables.FILE_SYSTEMS, present.withTags(Tags.without(present.tags(), input.tagKeys())));
            return Empty.VALUE;
        });
    }
}
