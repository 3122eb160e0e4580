package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListGroupsForUserRequest;
import io.moorage.awsmodels.iam.ListGroupsForUserResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.Group;
import io.moorage.store.Store;
import java.util.List;

/** Shows the groups that a user is in. */
final class ListGroupsForUser implements Action<ListGroupsForUserRequest, ListGroupsForUserResponse> {
    private final Store store;

    ListGroupsForUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListGroupsForUserRequest, ListGroupsForUserResponse> operation() {
        return IamOperations.LIST_GROUPS_FOR_USER;
    }

    @Override
    public List<String> resources(ListGroupsForUserRequest input, RequestContext context) {
        return Holders.USERS.arn(store.view(), context, input.userName());
    }

    @Override
    public ListGroupsForUserResponse handle(ListGroupsForUserRequest input, RequestContext context) {
        Page<Group> page = Lookup.page(
                Lookup.groupsOf(
                        store.view(),
                        Lookup.user(store.view(), input.userName()).name()),
                Group::name,
                input.marker(),
                input.maxItems());
        return ListGroupsForUserResponse.builder()
                .groups(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
