package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.RemoveUserFromGroupRequest;
import io.moorage.model.iam.Group;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Takes a user out of a group. */
final class RemoveUserFromGroup implements Action<RemoveUserFromGroupRequest, Empty> {
    private final Store store;

    RemoveUserFromGroup(Store store) {
        this.store = store;
    }

    @Override
    public Operation<RemoveUserFromGroupRequest, Empty> operation() {
        return IamOperations.REMOVE_USER_FROM_GROUP;
    }

    @Override
    public List<String> resources(RemoveUserFromGroupRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Empty handle(RemoveUserFromGroupRequest input, RequestContext context) {
        return store.transact(tx -> {
            Group group = Holders.GROUPS.get(tx, input.groupName());
            String user = Lookup.user(tx, input.userName()).name();
            tx.update(IamTables.GROUPS, group.without(user));
            return Empty.VALUE;
        });
    }
}
