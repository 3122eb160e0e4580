package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagUserRequest;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites a user's tags. */
final class TagUser implements Action<TagUserRequest, Empty> {
    private final Store store;

    TagUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagUserRequest, Empty> operation() {
        return IamOperations.TAG_USER;
    }

    @Override
    public List<String> resources(TagUserRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(TagUserRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public Empty handle(TagUserRequest input, RequestContext context) {
        return store.transact(tx -> {
            User found = Lookup.user(tx, input.userName());
            tx.update(IamTables.USERS, found.withTags(Tags.added(found.tags(), input.tags(), context)));
            return Empty.VALUE;
        });
    }
}
