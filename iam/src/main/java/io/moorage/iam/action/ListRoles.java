package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListRolesRequest;
import io.moorage.awsmodels.iam.ListRolesResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;

/** Shows all roles under a path. */
final class ListRoles implements Action<ListRolesRequest, ListRolesResponse> {
    private final Store store;

    ListRoles(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListRolesRequest, ListRolesResponse> operation() {
        return IamOperations.LIST_ROLES;
    }

    @Override
    public ListRolesResponse handle(ListRolesRequest input, RequestContext context) {

        Page<Role> page = Lookup.page(
                store.view().all(IamTables.ROLES).stream()
                        .filter(role -> Lookup.isUnder(role.path(), input.pathPrefix()))
                        .toList(),
                Role::name,
                input.marker(),
                input.maxItems());
        return ListRolesResponse.builder()
                .roles(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
