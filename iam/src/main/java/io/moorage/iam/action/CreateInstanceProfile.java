package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateInstanceProfileRequest;
import io.moorage.awsmodels.iam.CreateInstanceProfileResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes an instance profile without a role. */
final class CreateInstanceProfile implements Action<CreateInstanceProfileRequest, CreateInstanceProfileResponse> {
    private final Store store;
    private final RandomGenerator random;

    CreateInstanceProfile(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public Operation<CreateInstanceProfileRequest, CreateInstanceProfileResponse> operation() {
        return IamOperations.CREATE_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(CreateInstanceProfileRequest input, RequestContext context) {
        return List.of(Lookup.arn(
                context.accountId(), "instance-profile", Lookup.pathOf(input.path()), input.instanceProfileName()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateInstanceProfileRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public List<Permission> furtherPermissions(CreateInstanceProfileRequest input, RequestContext context) {
        return Tags.permission("iam:TagInstanceProfile", resources(input, context), input.tags());
    }

    @Override
    public CreateInstanceProfileResponse handle(CreateInstanceProfileRequest input, RequestContext context) {

        String path = Lookup.pathOf(input.path());
        InstanceProfile created = new InstanceProfile(
                input.instanceProfileName(),
                path,
                Lookup.arn(context.accountId(), "instance-profile", path, input.instanceProfileName()),
                IamId.INSTANCE_PROFILE.next(random),
                context.now(),
                Optional.empty(),
                Tags.added(Map.of(), input.tags(), context));
        return store.transact(tx -> {
            if (Lookup.isTaken(
                    tx.all(IamTables.INSTANCE_PROFILES).stream()
                            .map(InstanceProfile::name)
                            .toList(),
                    created.name())) {
                throw Refusal.alreadyExists("Instance Profile " + created.name() + " already exists.");
            }
            tx.insert(IamTables.INSTANCE_PROFILES, created);
            return CreateInstanceProfileResponse.builder()
                    .instanceProfile(Shapes.of(created, tx))
                    .build();
        });
    }
}
