package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UntagUserRequest;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags of a user. */
final class UntagUser implements Action<UntagUserRequest, Empty> {
    private final Store store;

    UntagUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagUserRequest, Empty> operation() {
        return IamOperations.UNTAG_USER;
    }

    @Override
    public List<String> resources(UntagUserRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public Map<String, List<String>> conditions(UntagUserRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagUserRequest input, RequestContext context) {
        return store.transact(tx -> {
            User found = Lookup.user(tx, input.userName());
            tx.update(IamTables.USERS, found.withTags(Tags.removed(found.tags(), input.tagKeys(), context)));
            return Empty.VALUE;
        });
    }
}
