package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AddRoleToInstanceProfileRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives an instance profile its one role. */
final class AddRoleToInstanceProfile implements Action<AddRoleToInstanceProfileRequest, Empty> {
    private final Store store;

    AddRoleToInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<AddRoleToInstanceProfileRequest, Empty> operation() {
        return IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(AddRoleToInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public List<Permission> furtherPermissions(AddRoleToInstanceProfileRequest input, RequestContext context) {
        return List.of(new Permission(
                "iam:PassRole",
                Holders.ROLES.arn(store.view(), context, input.roleName()),
                Map.of("iam:PassedToService", List.of("ec2.amazonaws.com"))));
    }

    @Override
    public Empty handle(AddRoleToInstanceProfileRequest input, RequestContext context) {

        return store.transact(tx -> {
            InstanceProfile profile = Lookup.instanceProfile(tx, input.instanceProfileName());
            String role = Lookup.role(tx, input.roleName()).name();
            if (profile.roleName().isPresent()) {
                throw Refusal.limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            tx.update(IamTables.INSTANCE_PROFILES, profile.withRole(Optional.of(role)));
            return Empty.VALUE;
        });
    }
}
