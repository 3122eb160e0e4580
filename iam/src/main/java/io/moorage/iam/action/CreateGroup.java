package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateGroupRequest;
import io.moorage.awsmodels.iam.CreateGroupResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.Group;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.Policies;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes a group without users and policies. */
final class CreateGroup implements Action<CreateGroupRequest, CreateGroupResponse> {
    private final Store store;
    private final RandomGenerator random;

    CreateGroup(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public Operation<CreateGroupRequest, CreateGroupResponse> operation() {
        return IamOperations.CREATE_GROUP;
    }

    @Override
    public List<String> resources(CreateGroupRequest input, RequestContext context) {
        return List.of(Lookup.arn(context.accountId(), "group", Lookup.pathOf(input.path()), input.groupName()));
    }

    @Override
    public CreateGroupResponse handle(CreateGroupRequest input, RequestContext context) {
        String path = Lookup.pathOf(input.path());
        Group created = new Group(
                input.groupName(),
                path,
                Lookup.arn(context.accountId(), "group", path, input.groupName()),
                IamId.GROUP.next(random),
                context.now(),
                Policies.NONE,
                Set.of());
        return store.transact(tx -> {
            refuseTaken(tx, created.name());
            tx.insert(IamTables.GROUPS, created);
            return CreateGroupResponse.builder().group(Shapes.of(created)).build();
        });
    }

    static void refuseTaken(ReadView view, String name) {
        if (Lookup.isTaken(view.all(IamTables.GROUPS).stream().map(Group::name).toList(), name)) {
            throw Refusal.alreadyExists("Group with name " + name + " already exists.");
        }
    }
}
