package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.CreateUserResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.User;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes a user without permissions and keys. */
final class CreateUser implements Action<CreateUserRequest, CreateUserResponse> {
    private final Store store;
    private final RandomGenerator random;
    private final AwsManagedPolicies managed;

    CreateUser(Store store, RandomGenerator random, AwsManagedPolicies managed) {
        this.store = store;
        this.random = random;
        this.managed = managed;
    }

    @Override
    public Operation<CreateUserRequest, CreateUserResponse> operation() {
        return IamOperations.CREATE_USER;
    }

    @Override
    public List<String> resources(CreateUserRequest input, RequestContext context) {
        return List.of(Lookup.arn(context.accountId(), "user", Lookup.pathOf(input.path()), input.userName()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateUserRequest input, RequestContext context) {
        Map<String, List<String>> keys = new HashMap<>(Tags.keys(input.tags()));
        keys.putAll(Boundaries.key(input.permissionsBoundary()));
        return keys;
    }

    @Override
    public List<Permission> furtherPermissions(CreateUserRequest input, RequestContext context) {
        return Tags.permission("iam:TagUser", resources(input, context), input.tags());
    }

    @Override
    public CreateUserResponse handle(CreateUserRequest input, RequestContext context) {

        User created = new User(
                input.userName(),
                Lookup.pathOf(input.path()),
                Lookup.arn(context.accountId(), "user", Lookup.pathOf(input.path()), input.userName()),
                IamId.USER.next(random),
                context.now(),
                Policies.NONE,
                Tags.added(Map.of(), input.tags(), context),
                Boundaries.checked(store.view(), managed, input.permissionsBoundary()));
        return store.transact(tx -> {
            refuseTaken(tx, created.name());
            tx.insert(IamTables.USERS, created);
            return CreateUserResponse.builder().user(Shapes.of(created)).build();
        });
    }

    static void refuseTaken(ReadView view, String name) {
        if (Lookup.isTaken(view.all(IamTables.USERS).stream().map(User::name).toList(), name)) {
            throw Refusal.alreadyExists("User with name " + name + " already exists.");
        }
    }
}
