package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteTagsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags; the older form of UntagResource. */
final class DeleteTags implements Action<DeleteTagsRequest, Empty> {
    private final Store store;

    DeleteTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteTagsRequest, Empty> operation() {
        return EfsOperations.DELETE_TAGS;
    }

    @Override
    public List<String> resources(DeleteTagsRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public Map<String, List<String>> conditions(DeleteTagsRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(DeleteTagsRequest input, RequestContext context) {

        return store.transact(tx -> {
            FileSystem present = Lookup.fileSystem(context, tx, input.fileSystemId());
            tx.update(EfsTables.FILE_SYSTEMS, present.withTags(Tags.without(present.tags(), input.tagKeys())));
            return Empty.VALUE;
        });
    }
}
