package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.CreateUserResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes a user without permissions and keys. */
final class CreateUser implements Action<CreateUserRequest, CreateUserResponse> {
    private final Store store;
    private final RandomGenerator random;

    CreateUser(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public Operation<CreateUserRequest, CreateUserResponse> operation() {
        return IamOperations.CREATE_USER;
    }

    @Override
    public List<String> resources(CreateUserRequest input, RequestContext context) {
        return Lookup.userArn(store.view(), context, input.userName());
    }

    @Override
    public CreateUserResponse handle(CreateUserRequest input, RequestContext context) {

        if (input.permissionsBoundary() != null) {
            throw Refusal.unsupported("permissions boundaries");
        }
        User created = new User(
                input.userName(),
                Lookup.pathOf(input.path()),
                Lookup.arn(context.accountId(), "user", Lookup.pathOf(input.path()), input.userName()),
                IamId.USER.next(random),
                context.now(),
                Policies.NONE,
                Tags.added(Map.of(), input.tags()));
        return store.transact(tx -> {
            if (Lookup.isTaken(tx.all(IamTables.USERS).stream().map(User::name).toList(), created.name())) {
                throw Refusal.alreadyExists("User with name " + created.name() + " already exists.");
            }
            tx.insert(IamTables.USERS, created);
            return CreateUserResponse.builder().user(Shapes.of(created)).build();
        });
    }
}
