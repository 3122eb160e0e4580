package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagRoleRequest;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Adds or overwrites a role's tags. */
final class TagRole implements Action<TagRoleRequest, Empty> {
    private final Store store;

    TagRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagRoleRequest, Empty> operation() {
        return IamOperations.TAG_ROLE;
    }

    @Override
    public List<String> resources(TagRoleRequest input, RequestContext context) {
        return Lookup.roleArn(store.view(), context, input.roleName());
    }

    @Override
    public Empty handle(TagRoleRequest input, RequestContext context) {

        return store.transact(tx -> {
            Role role = Lookup.role(tx, input.roleName());
            tx.update(IamTables.ROLES, role.withTags(Tags.added(role.tags(), input.tags())));
            return Empty.VALUE;
        });
    }
}
