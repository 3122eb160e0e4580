package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListInstanceProfilesRequest;
import io.moorage.awsmodels.iam.ListInstanceProfilesResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;

/** Shows all instance profiles under a path. */
final class ListInstanceProfiles implements Action<ListInstanceProfilesRequest, ListInstanceProfilesResponse> {
    private final Store store;

    ListInstanceProfiles(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListInstanceProfilesRequest, ListInstanceProfilesResponse> operation() {
        return IamOperations.LIST_INSTANCE_PROFILES;
    }

    @Override
    public ListInstanceProfilesResponse handle(ListInstanceProfilesRequest input, RequestContext context) {

        ReadView view = store.view();
        Page<InstanceProfile> page = Lookup.page(
                view.all(IamTables.INSTANCE_PROFILES).stream()
                        .filter(profile -> Lookup.isUnder(profile.path(), input.pathPrefix()))
                        .toList(),
                InstanceProfile::name,
                input.marker(),
                input.maxItems());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.map(profile -> Shapes.of(profile, view)).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
