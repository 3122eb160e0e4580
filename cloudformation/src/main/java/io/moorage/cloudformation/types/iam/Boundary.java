package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.DeleteRolePermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.DeleteUserPermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.PutUserPermissionsBoundaryRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.Set;

/** The permissions boundary of a role or a user, as it changes. */
enum Boundary {
    ROLE {
        @Override
        void put(String name, String arn, Aws aws) {
            aws.call(IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY, new PutRolePermissionsBoundaryRequest(name, arn));
        }

        @Override
        void delete(String name, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                    new DeleteRolePermissionsBoundaryRequest(name));
        }
    },

    USER {
        @Override
        void put(String name, String arn, Aws aws) {
            aws.call(IamOperations.PUT_USER_PERMISSIONS_BOUNDARY, new PutUserPermissionsBoundaryRequest(name, arn));
        }

        @Override
        void delete(String name, Aws aws) {
            aws.unless(
                    ABSENT,
                    IamOperations.DELETE_USER_PERMISSIONS_BOUNDARY,
                    new DeleteUserPermissionsBoundaryRequest(name));
        }
    };

    private static final String PROPERTY = "PermissionsBoundary";
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");

    abstract void put(String name, String arn, Aws aws);

    abstract void delete(String name, Aws aws);

    void change(String name, Wanted before, Wanted after, Aws aws) {
        if (!before.optional(PROPERTY).equals(after.optional(PROPERTY))) {
            after.optional(PROPERTY).ifPresentOrElse(arn -> put(name, arn, aws), () -> delete(name, aws));
        }
    }
}
