package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListInstanceProfilesForRoleRequest;
import io.moorage.awsmodels.iam.ListInstanceProfilesForRoleResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows the instance profiles that hand out a role. */
final class ListInstanceProfilesForRole
        implements Action<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse> {
    private final Store store;

    ListInstanceProfilesForRole(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse> operation() {
        return IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE;
    }

    @Override
    public List<String> resources(ListInstanceProfilesForRoleRequest input, RequestContext context) {
        return Holders.ROLES.arn(store.view(), context, input.roleName());
    }

    @Override
    public ListInstanceProfilesForRoleResponse handle(
            ListInstanceProfilesForRoleRequest input, RequestContext context) {

        ReadView view = store.view();
        Page<InstanceProfile> page = Lookup.page(
                view.by(
                        IamTables.INSTANCE_PROFILES,
                        IamTables.INSTANCE_PROFILES_BY_ROLE,
                        Lookup.role(view, input.roleName()).name()),
                InstanceProfile::name,
                input.marker(),
                input.maxItems());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.map(profile -> Shapes.of(profile, view)).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
