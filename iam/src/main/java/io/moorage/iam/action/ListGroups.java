package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListGroupsRequest;
import io.moorage.awsmodels.iam.ListGroupsResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.Group;
import io.moorage.store.IamTables;
import io.moorage.store.Store;

/** Shows all groups under a path. */
final class ListGroups implements Action<ListGroupsRequest, ListGroupsResponse> {
    private final Store store;

    ListGroups(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListGroupsRequest, ListGroupsResponse> operation() {
        return IamOperations.LIST_GROUPS;
    }

    @Override
    public ListGroupsResponse handle(ListGroupsRequest input, RequestContext context) {
        Page<Group> page = Lookup.page(
                store.view().all(IamTables.GROUPS).stream()
                        .filter(group -> Lookup.isUnder(group.path(), input.pathPrefix()))
                        .toList(),
                Group::name,
                input.marker(),
                input.maxItems());
        return ListGroupsResponse.builder()
                .groups(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
