package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UntagRoleRequest;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags of a role. */
final class UntagRole implements Action<UntagRoleRequest, Empty> {
    private final Store store;

    UntagRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagRoleRequest, Empty> operation() {
        return IamOperations.UNTAG_ROLE;
    }

    @Override
    public List<String> resources(UntagRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(UntagRoleRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagRoleRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role found = Lookup.role(tx, input.roleName());
            tx.update(IamTables.ROLES, found.withTags(Tags.removed(found.tags(), input.tagKeys(), context)));
            return Empty.VALUE;
        });
    }
}
