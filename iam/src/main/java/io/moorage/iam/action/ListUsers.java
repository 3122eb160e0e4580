package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListUsersRequest;
import io.moorage.awsmodels.iam.ListUsersResponse;
import io.moorage.base.Page;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;

/** Shows all users under a path. */
final class ListUsers implements Action<ListUsersRequest, ListUsersResponse> {
    private final Store store;

    ListUsers(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListUsersRequest, ListUsersResponse> operation() {
        return IamOperations.LIST_USERS;
    }

    @Override
    public ListUsersResponse handle(ListUsersRequest input, RequestContext context) {

        Page<User> page = Lookup.page(
                store.view().all(IamTables.USERS).stream()
                        .filter(user -> Lookup.isUnder(user.path(), input.pathPrefix()))
                        .toList(),
                User::name,
                input.marker(),
                input.maxItems());
        return ListUsersResponse.builder()
                .users(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
