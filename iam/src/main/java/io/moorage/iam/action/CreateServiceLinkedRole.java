package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateServiceLinkedRoleRequest;
import io.moorage.awsmodels.iam.CreateServiceLinkedRoleResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the role that a service works with, which only that service may change. */
final class CreateServiceLinkedRole implements Action<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> {
    private final Store store;
    private final RandomGenerator random;

    CreateServiceLinkedRole(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public Operation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> operation() {
        return IamOperations.CREATE_SERVICE_LINKED_ROLE;
    }

    @Override
    public List<String> resources(CreateServiceLinkedRoleRequest input, RequestContext context) {
        String service = input.awsServiceName();
        String name = ServiceLinkedRoles.of(service)
                .map(kind -> kind.roleName(input.customSuffix()))
                .orElse("*");
        return List.of(Lookup.arn(context.accountId(), "role", Role.SERVICE_LINKED + service + "/", name));
    }

    @Override
    public Map<String, List<String>> conditions(CreateServiceLinkedRoleRequest input, RequestContext context) {
        return Map.of("iam:AWSServiceName", List.of(input.awsServiceName()));
    }

    @Override
    public CreateServiceLinkedRoleResponse handle(CreateServiceLinkedRoleRequest input, RequestContext context) {
        ServiceLinkedRoles kind = ServiceLinkedRoles.of(input.awsServiceName())
                .orElseThrow(() -> Refusal.invalidInput(
                        "Service " + input.awsServiceName() + " has no service-linked role that Moorage knows."));
        String name = kind.roleName(input.customSuffix());
        Role created = kind.role(
                input.customSuffix(),
                Optional.ofNullable(input.description()),
                context.accountId(),
                IamId.ROLE.next(random),
                context.now());
        return store.transact(tx -> {
            if (tx.find(IamTables.ROLES, name).isPresent()) {
                throw Refusal.invalidInput("Service role name " + name
                        + " has been taken in this account, please try a different suffix.");
            }
            tx.insert(IamTables.ROLES, created);
            return CreateServiceLinkedRoleResponse.builder()
                    .role(Shapes.of(created))
                    .build();
        });
    }
}
