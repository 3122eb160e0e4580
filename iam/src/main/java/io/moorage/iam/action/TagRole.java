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
import java.util.Map;

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
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public Map<String, List<String>> conditions(TagRoleRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public Empty handle(TagRoleRequest input, RequestContext context) {
        return store.transact(tx -> {
            Role found = Lookup.role(tx, input.roleName());
            tx.update(IamTables.ROLES, found.withTags(Tags.added(found.tags(), input.tags(), context)));
            return Empty.VALUE;
        });
    }
}
