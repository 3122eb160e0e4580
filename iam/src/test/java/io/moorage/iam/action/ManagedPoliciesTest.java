package io.moorage.iam.action;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.CreatePolicyRequest;
import io.moorage.awsmodels.iam.CreatePolicyVersionRequest;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.DeletePolicyVersionRequest;
import io.moorage.awsmodels.iam.DeleteUserPermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.GetAccountAuthorizationDetailsRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListEntitiesForPolicyRequest;
import io.moorage.awsmodels.iam.ListPolicyTagsRequest;
import io.moorage.awsmodels.iam.ListPolicyVersionsRequest;
import io.moorage.awsmodels.iam.PolicyUser;
import io.moorage.awsmodels.iam.PolicyVersion;
import io.moorage.awsmodels.iam.PutUserPermissionsBoundaryRequest;
import io.moorage.awsmodels.iam.SetDefaultPolicyVersionRequest;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.awsmodels.iam.TagPolicyRequest;
import io.moorage.awsmodels.iam.UntagPolicyRequest;
import io.moorage.iam.IamWorld;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Versions, tags and users of customers' managed policies, and permissions boundaries (IAM user guide). */
final class ManagedPoliciesTest {
    private static final String ARN = "arn:aws:iam::123456789012:policy/own";
    private static final String AWS = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final IamWorld world = new IamWorld();

    @Test
    void aPolicyHasFiveVersionsAtMostAndNumbersAreNotGivenAgain() {
        create(IamWorld.ALLOW_ECS);
        for (int i = 2; i <= 5; i++) {
            assertThat(version(IamWorld.policy("Deny", "ecs:*"), false).versionId())
                    .isEqualTo("v" + i);
        }
        refused(
                "LimitExceeded",
                "A managed policy can have up to 5 versions.",
                () -> version(IamWorld.ALLOW_ECS, false));
        refused("DeleteConflict", "Cannot delete the default version of a policy.", () -> deleteVersion("v1"));
        refused("NoSuchEntity", "version v9 does not exist", () -> deleteVersion("v9"));
        deleteVersion("v5");
        assertThat(version(IamWorld.ALLOW_ECS, true).versionId()).isEqualTo("v6");
        assertThat(call(
                                IamOperations.LIST_POLICY_VERSIONS,
                                ListPolicyVersionsRequest.builder()
                                        .policyArn(ARN)
                                        .build())
                        .versions())
                .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
                .containsExactly(
                        tuple("v1", false),
                        tuple("v2", false),
                        tuple("v3", false),
                        tuple("v4", false),
                        tuple("v6", true));
        refused("DeleteConflict", "more than one version", this::delete);
        refused(
                "AccessDenied",
                "AWS manages",
                () -> call(
                        IamOperations.CREATE_POLICY_VERSION,
                        CreatePolicyVersionRequest.builder()
                                .policyArn(AWS)
                                .policyDocument(IamWorld.ALLOW_ECS)
                                .build()));
    }

    @Test
    void theDefaultVersionIsTheOneThatCounts() {
        Principal alice = world.user("alice");
        create(IamWorld.ALLOW_ECS);
        attach(ARN);
        assertThat(world.decide(alice, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        version(IamWorld.policy("Deny", "ecs:*"), true);
        assertThat(world.decide(alice, "ecs:ListClusters"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.DENIED_BY_IDENTITY_POLICY));
        call(
                IamOperations.SET_DEFAULT_POLICY_VERSION,
                SetDefaultPolicyVersionRequest.builder()
                        .policyArn(ARN)
                        .versionId("v1")
                        .build());
        assertThat(world.decide(alice, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
    }

    /** IAM user guide, "Permissions boundaries": allowed is what the policies and the boundary both allow. */
    @Test
    void aBoundaryLimitsAndGrantsNothing() {
        Principal alice = world.user("alice");
        create(IamWorld.ALLOW_ECS);
        bound(ARN);
        assertThat(world.decide(alice, "ecs:ListClusters"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOTHING_ALLOWS));
        attach(AWS);
        assertThat(world.decide(alice, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        assertThat(world.decide(alice, "ec2:DescribeVpcs"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOT_WITHIN_BOUNDARY));
        version(IamWorld.policy("Deny", "ecs:*"), true);
        assertThat(world.decide(alice, "ecs:ListClusters"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.DENIED_BY_BOUNDARY));
        deleteVersion("v1");
        refused("DeleteConflict", "Cannot delete a policy attached to entities.", this::delete);
        assertThat(call(
                                IamOperations.LIST_ENTITIES_FOR_POLICY,
                                ListEntitiesForPolicyRequest.builder()
                                        .policyArn(ARN)
                                        .policyUsageFilter("PermissionsBoundary")
                                        .build())
                        .policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("alice");
        unbound();
        assertThat(world.decide(alice, "ec2:DescribeVpcs")).isEqualTo(Authorizer.Allowed.ALLOWED);
        refused("NoSuchEntity", "does not have a permissions boundary", this::unbound);
        refused("NoSuchEntity", "does not exist or is not attachable", () -> bound(ARN + "x"));
        delete();
    }

    @Test
    void tagsOfAPolicy() {
        create(IamWorld.ALLOW_ECS);
        tag("Team", "a");
        tag("team", "b");
        assertThat(tags()).extracting(Tag::key, Tag::value).containsExactly(tuple("team", "b"));
        refused("InvalidInput", "aws: prefixed tag key names are not allowed", () -> tag("aws:x", "y"));
        call(
                IamOperations.UNTAG_POLICY,
                UntagPolicyRequest.builder()
                        .policyArn(ARN)
                        .tagKeys(List.of("TEAM", "none"))
                        .build());
        assertThat(tags()).isEmpty();
    }

    @Test
    void theAccountsDetailsShowEverything() {
        world.user("alice");
        create(IamWorld.ALLOW_ECS);
        attach(AWS);
        var details = call(
                IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                GetAccountAuthorizationDetailsRequest.builder().build());
        assertThat(details.userDetailList()).hasSize(1);
        assertThat(details.policies())
                .extracting(policy -> policy.policyName())
                .containsExactly("AdministratorAccess", "own");
        var users = call(
                IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                GetAccountAuthorizationDetailsRequest.builder()
                        .filter(List.of("User"))
                        .build());
        assertThat(users.policies()).isEmpty();
        assertThat(call(IamOperations.GET_ACCOUNT_SUMMARY, Empty.VALUE).summaryMap())
                .containsEntry("Users", 1)
                .containsEntry("Policies", 1)
                .containsEntry("VersionsPerPolicyQuota", 5);
    }

    private void create(String document) {
        call(
                IamOperations.CREATE_POLICY,
                CreatePolicyRequest.builder()
                        .policyName("own")
                        .policyDocument(document)
                        .build());
    }

    private void delete() {
        call(
                IamOperations.DELETE_POLICY,
                DeletePolicyRequest.builder().policyArn(ARN).build());
    }

    private PolicyVersion version(String document, boolean asDefault) {
        return Objects.requireNonNull(call(
                        IamOperations.CREATE_POLICY_VERSION,
                        CreatePolicyVersionRequest.builder()
                                .policyArn(ARN)
                                .policyDocument(document)
                                .setAsDefault(asDefault)
                                .build())
                .policyVersion());
    }

    private void deleteVersion(String id) {
        call(
                IamOperations.DELETE_POLICY_VERSION,
                DeletePolicyVersionRequest.builder()
                        .policyArn(ARN)
                        .versionId(id)
                        .build());
    }

    private void attach(String arn) {
        call(
                IamOperations.ATTACH_USER_POLICY,
                AttachUserPolicyRequest.builder()
                        .userName("alice")
                        .policyArn(arn)
                        .build());
    }

    private void bound(String arn) {
        call(
                IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                PutUserPermissionsBoundaryRequest.builder()
                        .userName("alice")
                        .permissionsBoundary(arn)
                        .build());
    }

    private void unbound() {
        call(
                IamOperations.DELETE_USER_PERMISSIONS_BOUNDARY,
                DeleteUserPermissionsBoundaryRequest.builder().userName("alice").build());
    }

    private void tag(String key, String value) {
        call(
                IamOperations.TAG_POLICY,
                TagPolicyRequest.builder()
                        .policyArn(ARN)
                        .tags(List.of(Tag.builder().key(key).value(value).build()))
                        .build());
    }

    private List<Tag> tags() {
        return call(
                        IamOperations.LIST_POLICY_TAGS,
                        ListPolicyTagsRequest.builder().policyArn(ARN).build())
                .tags();
    }

    private <I, O> O call(Operation<I, O> operation, I input) {
        return world.call(operation, input);
    }
}
