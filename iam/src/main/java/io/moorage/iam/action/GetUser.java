package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetUserRequest;
import io.moorage.awsmodels.iam.GetUserResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.User;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.List;

/** Shows a user; without a name, the caller. */
final class GetUser implements Action<GetUserRequest, GetUserResponse> {
    private final Store store;

    GetUser(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetUserRequest, GetUserResponse> operation() {
        return IamOperations.GET_USER;
    }

    @Override
    public List<String> resources(GetUserRequest input, RequestContext context) {
        return Callers.userArn(store.view(), input.userName(), context);
    }

    @Override
    public GetUserResponse handle(GetUserRequest input, RequestContext context) {

        String name = input.userName();
        if (name == null && context.principal().kind() == Principal.Kind.ROOT) {
            return GetUserResponse.builder().user(root(context)).build();
        }
        return GetUserResponse.builder()
                .user(Shapes.of(Lookup.user(store.view(), Callers.userName(name, context))))
                .build();
    }

    private static User root(RequestContext context) {
        return User.builder()
                .path("/")
                .userName("root")
                .userId(context.principal().userId())
                .arn(context.principal().arn())
                .createDate(Instant.EPOCH)
                .build();
    }
}
