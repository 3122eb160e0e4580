package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateGroupRequest;
import io.moorage.model.iam.Group;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Gives a group another name or path; its id, users and policies stay. */
final class UpdateGroup implements Action<UpdateGroupRequest, Empty> {
    private final Store store;

    UpdateGroup(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateGroupRequest, Empty> operation() {
        return IamOperations.UPDATE_GROUP;
    }

    @Override
    public List<String> resources(UpdateGroupRequest input, RequestContext context) {
        String name = input.newGroupName() == null ? input.groupName() : input.newGroupName();
        String arn =
                Holders.GROUPS.arn(store.view(), context, input.groupName()).getFirst();
        return List.of(arn, arn.substring(0, arn.lastIndexOf('/') + 1) + name);
    }

    @Override
    public Empty handle(UpdateGroupRequest input, RequestContext context) {
        return store.transact(tx -> {
            Group group = Holders.GROUPS.get(tx, input.groupName());
            String name = input.newGroupName() == null ? group.name() : input.newGroupName();
            String path = input.newPath() == null ? group.path() : input.newPath();
            if (!name.equalsIgnoreCase(group.name())) {
                CreateGroup.refuseTaken(tx, name);
            }
            tx.delete(IamTables.GROUPS, group.name());
            tx.insert(
                    IamTables.GROUPS, group.renamed(name, path, Lookup.arn(context.accountId(), "group", path, name)));
            return Empty.VALUE;
        });
    }
}
