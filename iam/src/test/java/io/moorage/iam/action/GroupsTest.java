package io.moorage.iam.action;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AddUserToGroupRequest;
import io.moorage.awsmodels.iam.AttachGroupPolicyRequest;
import io.moorage.awsmodels.iam.CreateGroupRequest;
import io.moorage.awsmodels.iam.DeleteGroupPolicyRequest;
import io.moorage.awsmodels.iam.DeleteGroupRequest;
import io.moorage.awsmodels.iam.DeleteUserRequest;
import io.moorage.awsmodels.iam.DetachGroupPolicyRequest;
import io.moorage.awsmodels.iam.GetGroupRequest;
import io.moorage.awsmodels.iam.Group;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAttachedGroupPoliciesRequest;
import io.moorage.awsmodels.iam.ListGroupsForUserRequest;
import io.moorage.awsmodels.iam.PutGroupPolicyRequest;
import io.moorage.awsmodels.iam.RemoveUserFromGroupRequest;
import io.moorage.awsmodels.iam.UpdateGroupRequest;
import io.moorage.awsmodels.iam.UpdateUserRequest;
import io.moorage.awsmodels.iam.User;
import io.moorage.iam.IamWorld;
import org.junit.jupiter.api.Test;

/** Groups, with the errors that the IAM API reference names, and that their policies count for their users. */
final class GroupsTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess";

    private final IamWorld world = new IamWorld();

    @Test
    void aGroupsPoliciesAreItsUsersPolicies() {
        Principal alice = world.user("alice");
        assertThat(create("ops").arn()).isEqualTo("arn:aws:iam::123456789012:group/ops");
        add("ops", "alice");
        assertThat(world.decide(alice, "ecs:ListClusters")).isNotEqualTo(Authorizer.Allowed.ALLOWED);
        put("ops", IamWorld.ALLOW_ECS);
        assertThat(world.decide(alice, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        call(
                IamOperations.ATTACH_GROUP_POLICY,
                AttachGroupPolicyRequest.builder()
                        .groupName("ops")
                        .policyArn(READ_ONLY)
                        .build());
        assertThat(world.decide(alice, "elasticfilesystem:DescribeFileSystems")).isEqualTo(Authorizer.Allowed.ALLOWED);
        call(
                IamOperations.REMOVE_USER_FROM_GROUP,
                RemoveUserFromGroupRequest.builder()
                        .groupName("ops")
                        .userName("alice")
                        .build());
        assertThat(world.decide(alice, "ecs:ListClusters")).isNotEqualTo(Authorizer.Allowed.ALLOWED);
    }

    @Test
    void aGroupInUseIsNotRemovedNorIsAUserInAGroup() {
        world.call(
                IamOperations.CREATE_USER,
                io.moorage.awsmodels.iam.CreateUserRequest.builder()
                        .userName("bob")
                        .build());
        create("ops");
        refused("EntityAlreadyExists", "Group with name OPS already exists.", () -> create("OPS"));
        add("ops", "bob");
        refused("DeleteConflict", "must remove users from group first", this::delete);
        refused(
                "DeleteConflict",
                "must remove users from group first",
                () -> call(
                        IamOperations.DELETE_USER,
                        DeleteUserRequest.builder().userName("bob").build()));
        call(
                IamOperations.REMOVE_USER_FROM_GROUP,
                RemoveUserFromGroupRequest.builder()
                        .groupName("ops")
                        .userName("bob")
                        .build());
        put("ops", IamWorld.ALLOW_ECS);
        refused("DeleteConflict", "must delete policies first", this::delete);
        call(
                IamOperations.DELETE_GROUP_POLICY,
                DeleteGroupPolicyRequest.builder()
                        .groupName("ops")
                        .policyName("p")
                        .build());
        refused(
                "NoSuchEntity",
                "The group policy with name p cannot be found.",
                () -> call(
                        IamOperations.DELETE_GROUP_POLICY,
                        DeleteGroupPolicyRequest.builder()
                                .groupName("ops")
                                .policyName("p")
                                .build()));
        refused(
                "NoSuchEntity",
                "was not found",
                () -> call(
                        IamOperations.DETACH_GROUP_POLICY,
                        DetachGroupPolicyRequest.builder()
                                .groupName("ops")
                                .policyArn(READ_ONLY)
                                .build()));
        delete();
        refused("NoSuchEntity", "The group with name ops cannot be found.", this::delete);
    }

    @Test
    void renamingKeepsWhatBelongsToThem() {
        Principal alice = world.user("alice");
        create("ops");
        add("ops", "alice");
        put("ops", IamWorld.ALLOW_ECS);
        call(
                IamOperations.UPDATE_GROUP,
                UpdateGroupRequest.builder()
                        .groupName("ops")
                        .newGroupName("admins")
                        .newPath("/team/")
                        .build());
        call(
                IamOperations.UPDATE_USER,
                UpdateUserRequest.builder()
                        .userName("alice")
                        .newUserName("alicia")
                        .build());
        var found = call(
                IamOperations.GET_GROUP,
                GetGroupRequest.builder().groupName("admins").build());
        assertThat(found.group().arn()).isEqualTo("arn:aws:iam::123456789012:group/team/admins");
        assertThat(found.users()).extracting(User::userName).containsExactly("alicia");
        assertThat(found.users()).extracting(User::userId).containsExactly(alice.userId());
        assertThat(call(
                                IamOperations.LIST_GROUPS_FOR_USER,
                                ListGroupsForUserRequest.builder()
                                        .userName("alicia")
                                        .build())
                        .groups())
                .extracting(Group::groupName)
                .containsExactly("admins");
        refused(
                "NoSuchEntity",
                "The user with name alice cannot be found.",
                () -> call(
                        IamOperations.LIST_GROUPS_FOR_USER,
                        ListGroupsForUserRequest.builder().userName("alice").build()));
    }

    /** IAM quotas: ten groups for a user, ten managed policies for a group, 5,120 characters of embedded ones. */
    @Test
    void quotas() {
        world.user("alice");
        for (int i = 0; i < 10; i++) {
            create("g" + i);
            add("g" + i, "alice");
        }
        create("g10");
        refused("LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10", () -> add("g10", "alice"));
        refused(
                "LimitExceeded",
                "Maximum policy size of 5120 bytes exceeded for group g10",
                () -> put("g10", IamWorld.policy("Allow", "ecs:" + "a".repeat(5200))));
        assertThat(call(
                                IamOperations.LIST_ATTACHED_GROUP_POLICIES,
                                ListAttachedGroupPoliciesRequest.builder()
                                        .groupName("g10")
                                        .build())
                        .attachedPolicies())
                .isEmpty();
    }

    private Group create(String name) {
        return call(
                        IamOperations.CREATE_GROUP,
                        CreateGroupRequest.builder().groupName(name).build())
                .group();
    }

    private void delete() {
        call(
                IamOperations.DELETE_GROUP,
                DeleteGroupRequest.builder().groupName("ops").build());
    }

    private void add(String group, String user) {
        call(
                IamOperations.ADD_USER_TO_GROUP,
                AddUserToGroupRequest.builder().groupName(group).userName(user).build());
    }

    private void put(String group, String document) {
        call(
                IamOperations.PUT_GROUP_POLICY,
                PutGroupPolicyRequest.builder()
                        .groupName(group)
                        .policyName("p")
                        .policyDocument(document)
                        .build());
    }

    private <I, O> O call(Operation<I, O> operation, I input) {
        return world.call(operation, input);
    }
}
