package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.CreateRoleResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.Policies;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a role without permissions. */
final class CreateRole implements Action<CreateRoleRequest, CreateRoleResponse> {
    private final Store store;
    private final RandomGenerator random;
    private final AwsManagedPolicies managed;
    private final Documents documents;

    CreateRole(Store store, RandomGenerator random, AwsManagedPolicies managed, Documents documents) {
        this.store = store;
        this.random = random;
        this.managed = managed;
        this.documents = documents;
    }

    @Override
    public Operation<CreateRoleRequest, CreateRoleResponse> operation() {
        return IamOperations.CREATE_ROLE;
    }

    @Override
    public List<String> resources(CreateRoleRequest input, RequestContext context) {
        return List.of(Lookup.arn(context.accountId(), "role", Lookup.pathOf(input.path()), input.roleName()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateRoleRequest input, RequestContext context) {
        Map<String, List<String>> keys = new HashMap<>(Tags.keys(input.tags()));
        keys.putAll(Boundaries.key(input.permissionsBoundary()));
        return keys;
    }

    @Override
    public List<Permission> furtherPermissions(CreateRoleRequest input, RequestContext context) {
        return Tags.permission("iam:TagRole", resources(input, context), input.tags());
    }

    @Override
    public CreateRoleResponse handle(CreateRoleRequest input, RequestContext context) {

        if (Lookup.pathOf(input.path()).startsWith(Role.SERVICE_LINKED)) {
            throw Refusal.invalidInput("Roles under " + Role.SERVICE_LINKED + " are made by CreateServiceLinkedRole.");
        }
        Integer session = input.maxSessionDuration();
        Role created = new Role(
                input.roleName(),
                Lookup.pathOf(input.path()),
                Lookup.arn(context.accountId(), "role", Lookup.pathOf(input.path()), input.roleName()),
                IamId.ROLE.next(random),
                context.now(),
                documents.checkedTrustPolicy(input.assumeRolePolicyDocument()),
                Optional.ofNullable(input.description()),
                session == null ? Duration.ofHours(1) : Duration.ofSeconds(session),
                Policies.NONE,
                Tags.added(Map.of(), input.tags(), context),
                Boundaries.checked(store.view(), managed, input.permissionsBoundary()));
        return store.transact(tx -> {
            if (Lookup.isTaken(tx.all(IamTables.ROLES).stream().map(Role::name).toList(), created.name())) {
                throw Refusal.alreadyExists("Role with name " + created.name() + " already exists.");
            }
            tx.insert(IamTables.ROLES, created);
            return CreateRoleResponse.builder().role(Shapes.of(created)).build();
        });
    }
}
