package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.DeleteRolePolicyRequest;
import io.moorage.awsmodels.iam.DeleteUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Set;

/** {@code AWS::IAM::Policy}: one document inline in roles and users. */
public final class PolicyType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final Type TEXTS = new Type.ListType(Type.StringType.ANY, null, false, null, null);
    private static final int LONGEST_NAME = 128;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::Policy", PutRolePolicyRequest.SHAPE)
            .inPlace("PolicyName")
            .property("PolicyDocument", null, Update.IN_PLACE)
            .property("Roles", TEXTS, Update.IN_PLACE)
            .property("Users", TEXTS, Update.IN_PLACE)
            .required("PolicyName", "PolicyDocument")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** It has no being of its own: its documents are put where they belong when it settles. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        if (wanted.texts("Roles").isEmpty() && wanted.texts("Users").isEmpty()) {
            throw new InvalidPropertyException("At least one of [Groups,Roles,Users] must be non-empty.");
        }
        return wanted.generatedName(LONGEST_NAME);
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String document = wanted.document("PolicyDocument").orElse("");
        for (String role : wanted.texts("Roles")) {
            aws.call(
                    IamOperations.PUT_ROLE_POLICY,
                    PutRolePolicyRequest.builder()
                            .roleName(role)
                            .policyName(wanted.text("PolicyName"))
                            .policyDocument(document)
                            .build());
        }
        for (String user : wanted.texts("Users")) {
            aws.call(
                    IamOperations.PUT_USER_POLICY,
                    PutUserPolicyRequest.builder()
                            .userName(user)
                            .policyName(wanted.text("PolicyName"))
                            .policyDocument(document)
                            .build());
        }
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        boolean renamed = !before.text("PolicyName").equals(after.text("PolicyName"));
        List<String> roles = after.texts("Roles");
        List<String> users = after.texts("Users");
        before.texts("Roles").stream()
                .filter(role -> renamed || !roles.contains(role))
                .forEach(role -> removeFromRole(role, before, aws));
        before.texts("Users").stream()
                .filter(user -> renamed || !users.contains(user))
                .forEach(user -> removeFromUser(user, before, aws));
        return settle(id, after, aws);
    }

    private static void removeFromRole(String role, Wanted wanted, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DELETE_ROLE_POLICY,
                DeleteRolePolicyRequest.builder()
                        .roleName(role)
                        .policyName(wanted.text("PolicyName"))
                        .build());
    }

    private static void removeFromUser(String user, Wanted wanted, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DELETE_USER_POLICY,
                DeleteUserPolicyRequest.builder()
                        .userName(user)
                        .policyName(wanted.text("PolicyName"))
                        .build());
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        last.texts("Roles").forEach(role -> removeFromRole(role, last, aws));
        last.texts("Users").forEach(user -> removeFromUser(user, last, aws));
        return Progress.DONE;
    }
}
