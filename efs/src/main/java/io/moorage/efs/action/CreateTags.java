package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.CreateTagsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags; the older form of TagResource. */
final class CreateTags implements Action<CreateTagsRequest, Empty> {
    private final Store store;

    CreateTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<CreateTagsRequest, Empty> operation() {
        return EfsOperations.CREATE_TAGS;
    }

    @Override
    public List<String> resources(CreateTagsRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateTagsRequest input, RequestContext context) {
        return Tags.requested(input.tags());
    }

    @Override
    public Empty handle(CreateTagsRequest input, RequestContext context) {

        return store.transact(tx -> {
            FileSystem present = Lookup.fileSystem(context, tx, input.fileSystemId());
            tx.update(EfsTables.FILE_SYSTEMS, present.withTags(Tags.added(present.tags(), input.tags())));
            return Empty.VALUE;
        });
    }
}
