package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UpdateUserRequest;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Gives a user another name or path; its id, keys, groups and policies stay. */
final class UpdateUser implements Action<UpdateUserRequest, Empty> {
    private final Store store;

    UpdateUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateUserRequest, Empty> operation() {
        return IamOperations.UPDATE_USER;
    }

    @Override
    public List<String> resources(UpdateUserRequest input, RequestContext context) {
        String name = input.newUserName() == null ? input.userName() : input.newUserName();
        String arn = Holders.USERS.arn(store.view(), context, input.userName()).getFirst();
        return List.of(arn, arn.substring(0, arn.lastIndexOf('/') + 1) + name);
    }

    @Override
    public Empty handle(UpdateUserRequest input, RequestContext context) {
        return store.transact(tx -> {
            User user = Lookup.user(tx, input.userName());
            String name = input.newUserName() == null ? user.name() : input.newUserName();
            String path = input.newPath() == null ? user.path() : input.newPath();
            if (!name.equalsIgnoreCase(user.name())) {
                CreateUser.refuseTaken(tx, name);
            }
            tx.delete(IamTables.USERS, user.name());
            tx.insert(IamTables.USERS, user.renamed(name, path, Lookup.arn(context.accountId(), "user", path, name)));
            tx.by(IamTables.ACCESS_KEYS, IamTables.ACCESS_KEYS_BY_USER, user.name())
                    .forEach(key -> tx.update(IamTables.ACCESS_KEYS, key.withUserName(name)));
            Lookup.groupsOf(tx, user.name())
                    .forEach(group -> tx.update(
                            IamTables.GROUPS, group.without(user.name()).with(name)));
            return Empty.VALUE;
        });
    }
}
