package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AddUserToGroupRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Group;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Puts a user into a group; in it already, it stays. */
final class AddUserToGroup implements Action<AddUserToGroupRequest, Empty> {
    private final Store store;

    AddUserToGroup(Store store) {
        this.store = store;
    }

    @Override
    public Operation<AddUserToGroupRequest, Empty> operation() {
        return IamOperations.ADD_USER_TO_GROUP;
    }

    @Override
    public List<String> resources(AddUserToGroupRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Empty handle(AddUserToGroupRequest input, RequestContext context) {
        return store.transact(tx -> {
            Group group = Holders.GROUPS.get(tx, input.groupName());
            String user = Lookup.user(tx, input.userName()).name();
            if (!group.members().contains(user) && Lookup.groupsOf(tx, user).size() >= MOST) {
                throw Refusal.limitExceeded("Cannot exceed quota for GroupsPerUser: " + MOST);
            }
            tx.update(IamTables.GROUPS, group.with(user));
            return Empty.VALUE;
        });
    }

    /** IAM quota "IAM groups an IAM user can be a member of". */
    static final int MOST = 10;
}
