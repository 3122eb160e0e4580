package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.AttachRolePolicyRequest;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.CreatePolicyRequest;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.DetachRolePolicyRequest;
import io.moorage.awsmodels.iam.DetachUserPolicyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListPoliciesRequest;
import io.moorage.awsmodels.iam.Policy;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::ManagedPolicy}. Its document changes by replacement as long as IAM here keeps no versions of policies. */
public final class ManagedPolicyType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final Type TEXTS = new Type.ListType(Type.StringType.ANY, null, false, null, null);
    private static final int LONGEST_NAME = 128;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::ManagedPolicy", CreatePolicyRequest.SHAPE)
            .replaced("Path", "Description")
            .property("ManagedPolicyName", Type.StringType.ANY, Update.REPLACEMENT)
            .property("PolicyDocument", null, Update.REPLACEMENT)
            .property("Roles", TEXTS, Update.IN_PLACE)
            .property("Users", TEXTS, Update.IN_PLACE)
            .required("PolicyDocument")
            .named("ManagedPolicyName")
            .attributes("PolicyArn", "PolicyId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()) {
            Optional<Policy> found = find(policy -> name.equals(policy.policyName()), aws);
            if (found.isPresent()) {
                return String.valueOf(found.get().arn());
            }
        }
        return Aws.answered(Aws.answered(aws.call(
                                IamOperations.CREATE_POLICY,
                                CreatePolicyRequest.builder()
                                        .policyName(name)
                                        .path(wanted.orNull("Path"))
                                        .description(wanted.orNull("Description"))
                                        .policyDocument(wanted.document("PolicyDocument")
                                                .orElse(""))
                                        .tags(IamTags.all(wanted))
                                        .build())
                        .policy())
                .arn());
    }

    private static Optional<Policy> find(java.util.function.Predicate<Policy> wanted, Aws aws) {
        return aws
                .call(
                        IamOperations.LIST_POLICIES,
                        ListPoliciesRequest.builder().scope("Local").build())
                .policies()
                .stream()
                .filter(wanted)
                .findFirst();
    }

    @Override
    public Progress settle(String arn, Wanted wanted, Aws aws) {
        wanted.texts("Roles")
                .forEach(role -> aws.call(
                        IamOperations.ATTACH_ROLE_POLICY,
                        AttachRolePolicyRequest.builder()
                                .roleName(role)
                                .policyArn(arn)
                                .build()));
        wanted.texts("Users")
                .forEach(user -> aws.call(
                        IamOperations.ATTACH_USER_POLICY,
                        AttachUserPolicyRequest.builder()
                                .userName(user)
                                .policyArn(arn)
                                .build()));
        return Progress.DONE;
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        List<String> roles = after.texts("Roles");
        List<String> users = after.texts("Users");
        before.texts("Roles").stream()
                .filter(role -> !roles.contains(role))
                .forEach(role -> detachFromRole(arn, role, aws));
        before.texts("Users").stream()
                .filter(user -> !users.contains(user))
                .forEach(user -> detachFromUser(arn, user, aws));
        return settle(arn, after, aws);
    }

    private static void detachFromRole(String arn, String role, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DETACH_ROLE_POLICY,
                DetachRolePolicyRequest.builder().roleName(role).policyArn(arn).build());
    }

    private static void detachFromUser(String arn, String user, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.DETACH_USER_POLICY,
                DetachUserPolicyRequest.builder().userName(user).policyArn(arn).build());
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        last.texts("Roles").forEach(role -> detachFromRole(arn, role, aws));
        last.texts("Users").forEach(user -> detachFromUser(arn, user, aws));
        aws.unless(
                ABSENT,
                IamOperations.DELETE_POLICY,
                DeletePolicyRequest.builder().policyArn(arn).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of(
                "PolicyArn",
                Values.text(arn),
                "PolicyId",
                Values.text(find(policy -> arn.equals(policy.arn()), aws)
                        .map(Policy::policyId)
                        .orElse("")));
    }
}
