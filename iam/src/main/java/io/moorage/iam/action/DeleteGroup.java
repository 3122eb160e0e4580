package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteGroupRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Group;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a group that has no users and no policies. */
final class DeleteGroup implements Action<DeleteGroupRequest, Empty> {
    private final Store store;

    DeleteGroup(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteGroupRequest, Empty> operation() {
        return IamOperations.DELETE_GROUP;
    }

    @Override
    public List<String> resources(DeleteGroupRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public Empty handle(DeleteGroupRequest input, RequestContext context) {
        return store.transact(tx -> {
            Group group = Holders.GROUPS.get(tx, input.groupName());
            if (!group.members().isEmpty()) {
                throw Refusal.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            Holders.GROUPS.refuseWithPolicies(group);
            tx.delete(IamTables.GROUPS, group.name());
            return Empty.VALUE;
        });
    }
}
