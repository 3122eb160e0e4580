package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetGroupRequest;
import io.moorage.awsmodels.iam.GetGroupResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.base.Page;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.User;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows a group and its users. */
final class GetGroup implements Action<GetGroupRequest, GetGroupResponse> {
    private final Store store;

    GetGroup(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetGroupRequest, GetGroupResponse> operation() {
        return IamOperations.GET_GROUP;
    }

    @Override
    public List<String> resources(GetGroupRequest input, RequestContext context) {
        return Holders.GROUPS.arn(store.view(), context, input.groupName());
    }

    @Override
    public GetGroupResponse handle(GetGroupRequest input, RequestContext context) {
        ReadView view = store.view();
        Group group = Holders.GROUPS.get(view, input.groupName());
        Page<User> page = Lookup.page(
                group.members().stream()
                        .map(name -> Holders.USERS.get(view, name))
                        .toList(),
                User::name,
                input.marker(),
                input.maxItems());
        return GetGroupResponse.builder()
                .group(Shapes.of(group))
                .users(page.map(Shapes::of).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
