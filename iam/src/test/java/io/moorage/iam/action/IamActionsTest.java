package io.moorage.iam.action;

import static io.moorage.iam.IamWorld.ALLOW_ECS;
import static io.moorage.iam.IamWorld.EC2_TRUST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AddRoleToInstanceProfileRequest;
import io.moorage.awsmodels.iam.AttachRolePolicyRequest;
import io.moorage.awsmodels.iam.AttachUserPolicyRequest;
import io.moorage.awsmodels.iam.CreateAccessKeyRequest;
import io.moorage.awsmodels.iam.CreateInstanceProfileRequest;
import io.moorage.awsmodels.iam.CreatePolicyRequest;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.DeleteAccessKeyRequest;
import io.moorage.awsmodels.iam.DeleteInstanceProfileRequest;
import io.moorage.awsmodels.iam.DeletePolicyRequest;
import io.moorage.awsmodels.iam.DeleteRolePolicyRequest;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.DeleteUserPolicyRequest;
import io.moorage.awsmodels.iam.DeleteUserRequest;
import io.moorage.awsmodels.iam.DetachRolePolicyRequest;
import io.moorage.awsmodels.iam.DetachUserPolicyRequest;
import io.moorage.awsmodels.iam.GetInstanceProfileRequest;
import io.moorage.awsmodels.iam.GetPolicyRequest;
import io.moorage.awsmodels.iam.GetPolicyVersionRequest;
import io.moorage.awsmodels.iam.GetRolePolicyRequest;
import io.moorage.awsmodels.iam.GetRoleRequest;
import io.moorage.awsmodels.iam.GetUserRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListInstanceProfilesForRoleRequest;
import io.moorage.awsmodels.iam.ListPoliciesRequest;
import io.moorage.awsmodels.iam.ListRolesRequest;
import io.moorage.awsmodels.iam.ListRolesResponse;
import io.moorage.awsmodels.iam.Policy;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.awsmodels.iam.RemoveRoleFromInstanceProfileRequest;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.iam.UpdateAssumeRolePolicyRequest;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.iam.IamWorld;
import io.moorage.model.sns.Topic;
import io.moorage.store.IamTables;
import io.moorage.store.SnsTables;
import io.moorage.store.Table;
import io.moorage.store.sql.RowCodec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each action with the errors the IAM API reference names. */
final class IamActionsTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess";

    private final IamWorld world = new IamWorld();

    @Test
    void everyOperationOfTheModelsHasItsAction() {
        assertThat(world.iam.actions())
                .extracting(action -> action.operation().toString())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(IamOperations.ALL.stream(), StsOperations.ALL.stream())
                                .map(Operation::toString)
                                .toList());
    }

    @Test
    void aRoleIsMadeShownAndRemoved() {
        Role created = createRole("r");
        assertThat(created.arn()).isEqualTo("arn:aws:iam::123456789012:role/r");
        assertThat(created.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(created.maxSessionDuration()).isEqualTo(3600);
        String document = call(
                        IamOperations.GET_ROLE,
                        GetRoleRequest.builder().roleName("r").build())
                .role()
                .assumeRolePolicyDocument();
        assertThat(document).startsWith("%7B%22Version%22");
        assertThat(URLDecoder.decode(String.valueOf(document), StandardCharsets.UTF_8))
                .isEqualTo(EC2_TRUST);

        refused("EntityAlreadyExists", 409, "Role with name R already exists.", () -> createRole("R"));
        refused(
                "MalformedPolicyDocument",
                400,
                "invalid Json",
                () -> call(
                        IamOperations.CREATE_ROLE,
                        CreateRoleRequest.builder()
                                .roleName("x")
                                .assumeRolePolicyDocument("{")
                                .build()));
        deleteRole("r");
        refused("NoSuchEntity", 404, "The role with name r cannot be found.", () -> deleteRole("r"));
    }

    @Test
    void aRoleInUseIsNotRemoved() {
        createRole("r");
        putRolePolicy("r", "inline", ALLOW_ECS);
        attachRole("r", READ_ONLY);
        createProfile("p");
        addToProfile("p", "r");

        refused("DeleteConflict", 409, "must remove roles from instance profile first", () -> deleteRole("r"));
        refused(
                "DeleteConflict",
                409,
                "must remove roles",
                () -> call(
                        IamOperations.DELETE_INSTANCE_PROFILE,
                        DeleteInstanceProfileRequest.builder()
                                .instanceProfileName("p")
                                .build()));
        call(
                IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                RemoveRoleFromInstanceProfileRequest.builder()
                        .instanceProfileName("p")
                        .roleName("r")
                        .build());
        refused("DeleteConflict", 409, "must detach all policies first", () -> deleteRole("r"));
        call(
                IamOperations.DETACH_ROLE_POLICY,
                DetachRolePolicyRequest.builder()
                        .roleName("r")
                        .policyArn(READ_ONLY)
                        .build());
        refused("DeleteConflict", 409, "must delete policies first", () -> deleteRole("r"));
        call(
                IamOperations.DELETE_ROLE_POLICY,
                DeleteRolePolicyRequest.builder()
                        .roleName("r")
                        .policyName("inline")
                        .build());
        deleteRole("r");
        call(
                IamOperations.DELETE_INSTANCE_PROFILE,
                DeleteInstanceProfileRequest.builder().instanceProfileName("p").build());
    }

    @Test
    void inlinePoliciesOfARole() {
        createRole("r");
        putRolePolicy("r", "inline", ALLOW_ECS);
        assertThat(URLDecoder.decode(
                        call(
                                        IamOperations.GET_ROLE_POLICY,
                                        GetRolePolicyRequest.builder()
                                                .roleName("r")
                                                .policyName("inline")
                                                .build())
                                .policyDocument(),
                        StandardCharsets.UTF_8))
                .isEqualTo(ALLOW_ECS);
        refused(
                "NoSuchEntity",
                404,
                "The role policy with name other cannot be found.",
                () -> call(
                        IamOperations.GET_ROLE_POLICY,
                        GetRolePolicyRequest.builder()
                                .roleName("r")
                                .policyName("other")
                                .build()));
        refused(
                "NoSuchEntity",
                404,
                "cannot be found",
                () -> call(
                        IamOperations.DELETE_ROLE_POLICY,
                        DeleteRolePolicyRequest.builder()
                                .roleName("r")
                                .policyName("other")
                                .build()));
        refused("MalformedPolicyDocument", 400, "Syntax errors", () -> putRolePolicy("r", "bad", "{}"));
        refused(
                "LimitExceeded",
                409,
                "Maximum policy size of 10240 bytes exceeded for role r",
                () -> putRolePolicy("r", "big", ALLOW_ECS.replace("ecs:*", "ecs:" + "a".repeat(10_300))));
        refused(
                "MalformedPolicyDocument",
                400,
                "Missing required field Principal",
                () -> call(
                        IamOperations.UPDATE_ASSUME_ROLE_POLICY,
                        UpdateAssumeRolePolicyRequest.builder()
                                .roleName("r")
                                .policyDocument(
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}]}")
                                .build()));
    }

    @Test
    void managedPoliciesOfAwsAndOfTheCustomer() {
        createRole("r");
        attachRole("r", READ_ONLY);
        attachRole("r", READ_ONLY);
        refused(
                "NoSuchEntity",
                404,
                "does not exist or is not attachable",
                () -> attachRole("r", "arn:aws:iam::aws:policy/NoSuchPolicy"));
        Policy own = call(
                        IamOperations.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName("own")
                                .path("/team/")
                                .policyDocument(ALLOW_ECS)
                                .build())
                .policy();
        String arn = "arn:aws:iam::123456789012:policy/team/own";
        assertThat(own).isNotNull().extracting(Policy::arn).isEqualTo(arn);
        refused(
                "EntityAlreadyExists",
                409,
                "A policy called OWN already exists",
                () -> call(
                        IamOperations.CREATE_POLICY,
                        CreatePolicyRequest.builder()
                                .policyName("OWN")
                                .policyDocument(ALLOW_ECS)
                                .build()));
        attachRole("r", arn);
        assertThat(call(
                                IamOperations.GET_POLICY,
                                GetPolicyRequest.builder().policyArn(arn).build())
                        .policy())
                .isNotNull()
                .extracting(Policy::attachmentCount)
                .isEqualTo(1);
        assertThat(call(
                                IamOperations.LIST_POLICIES,
                                ListPoliciesRequest.builder().onlyAttached(true).build())
                        .policies())
                .extracting(Policy::arn)
                .containsExactly(arn, READ_ONLY);
        assertThat(call(
                                IamOperations.LIST_POLICIES,
                                ListPoliciesRequest.builder().scope("Local").build())
                        .policies())
                .hasSize(1);
        refused(
                "DeleteConflict",
                409,
                "Cannot delete a policy attached to entities.",
                () -> call(
                        IamOperations.DELETE_POLICY,
                        DeletePolicyRequest.builder().policyArn(arn).build()));
        refused(
                "AccessDenied",
                403,
                "AWS manages",
                () -> call(
                        IamOperations.DELETE_POLICY,
                        DeletePolicyRequest.builder().policyArn(READ_ONLY).build()));
        assertThat(call(
                                IamOperations.GET_POLICY_VERSION,
                                GetPolicyVersionRequest.builder()
                                        .policyArn(READ_ONLY)
                                        .versionId("v9")
                                        .build())
                        .policyVersion())
                .isNotNull()
                .extracting(version -> URLDecoder.decode(String.valueOf(version.document()), StandardCharsets.UTF_8))
                .asString()
                .contains("elasticfilesystem:DescribeFileSystems");
        refused(
                "NoSuchEntity",
                404,
                "version v99",
                () -> call(
                        IamOperations.GET_POLICY_VERSION,
                        GetPolicyVersionRequest.builder()
                                .policyArn(READ_ONLY)
                                .versionId("v99")
                                .build()));
        refused(
                "NoSuchEntity",
                404,
                "was not found",
                () -> call(
                        IamOperations.DETACH_ROLE_POLICY,
                        DetachRolePolicyRequest.builder()
                                .roleName("r")
                                .policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")
                                .build()));
    }

    @Test
    void anInstanceProfileHasOneRole() {
        createRole("r");
        createRole("s");
        createProfile("p");
        refused("EntityAlreadyExists", 409, "Instance Profile p already exists.", () -> createProfile("p"));
        refused("NoSuchEntity", 404, "The role with name zz", () -> addToProfile("p", "zz"));
        refused("NoSuchEntity", 404, "Instance Profile zz cannot be found.", () -> addToProfile("zz", "r"));
        addToProfile("p", "r");
        refused("LimitExceeded", 409, "InstanceSessionsPerInstanceProfile: 1", () -> addToProfile("p", "s"));
        assertThat(call(
                                IamOperations.GET_INSTANCE_PROFILE,
                                GetInstanceProfileRequest.builder()
                                        .instanceProfileName("p")
                                        .build())
                        .instanceProfile()
                        .roles())
                .extracting(Role::roleName)
                .containsExactly("r");
        assertThat(call(
                                IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE,
                                ListInstanceProfilesForRoleRequest.builder()
                                        .roleName("r")
                                        .build())
                        .instanceProfiles())
                .hasSize(1);
        refused(
                "NoSuchEntity",
                404,
                "cannot be found",
                () -> call(
                        IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                        RemoveRoleFromInstanceProfileRequest.builder()
                                .instanceProfileName("p")
                                .roleName("s")
                                .build()));
    }

    @Test
    void usersAndTheirKeys() {
        call(
                IamOperations.CREATE_USER,
                CreateUserRequest.builder().userName("u").build());
        refused(
                "EntityAlreadyExists",
                409,
                "User with name u already exists.",
                () -> call(
                        IamOperations.CREATE_USER,
                        CreateUserRequest.builder().userName("u").build()));
        String key = createKey("u");
        assertThat(key).matches("AKIA[A-Z2-7]{16}");
        createKey("u");
        refused("LimitExceeded", 409, "AccessKeysPerUser: 2", () -> createKey("u"));
        refused("NoSuchEntity", 404, "The user with name zz cannot be found.", () -> createKey("zz"));
        refused("ValidationError", 400, "Must specify userName", () -> createKey(null));
        assertThat(world.iam.credentialStore().find(key)).isPresent();

        call(
                IamOperations.PUT_USER_POLICY,
                PutUserPolicyRequest.builder()
                        .userName("u")
                        .policyName("p")
                        .policyDocument(ALLOW_ECS)
                        .build());
        call(
                IamOperations.ATTACH_USER_POLICY,
                AttachUserPolicyRequest.builder()
                        .userName("u")
                        .policyArn(READ_ONLY)
                        .build());
        refused("DeleteConflict", 409, "access keys", () -> deleteUser("u"));
        for (var row : List.copyOf(world.store.view().all(IamTables.ACCESS_KEYS))) {
            call(
                    IamOperations.DELETE_ACCESS_KEY,
                    DeleteAccessKeyRequest.builder()
                            .userName("u")
                            .accessKeyId(row.id())
                            .build());
        }
        assertThat(world.iam.credentialStore().find(key)).isEmpty();
        refused("DeleteConflict", 409, "detach all policies", () -> deleteUser("u"));
        call(
                IamOperations.DETACH_USER_POLICY,
                DetachUserPolicyRequest.builder()
                        .userName("u")
                        .policyArn(READ_ONLY)
                        .build());
        refused("DeleteConflict", 409, "delete policies", () -> deleteUser("u"));
        call(
                IamOperations.DELETE_USER_POLICY,
                DeleteUserPolicyRequest.builder().userName("u").policyName("p").build());
        deleteUser("u");
        refused("NoSuchEntity", 404, "The user with name u cannot be found.", () -> deleteUser("u"));
        assertThat(call(IamOperations.GET_USER, GetUserRequest.builder().build())
                        .user()
                        .arn())
                .isEqualTo("arn:aws:iam::123456789012:root");
    }

    @Test
    void listsArePagedAndFilteredByPath() {
        for (int i = 0; i < 5; i++) {
            createRole("r" + i);
        }
        List<String> seen = new ArrayList<>();
        @Nullable String marker = null;
        do {
            ListRolesResponse page = call(
                    IamOperations.LIST_ROLES,
                    ListRolesRequest.builder().maxItems(2).marker(marker).build());
            page.roles().forEach(role -> seen.add(role.roleName()));
            marker = page.marker();
            assertThat(page.isTruncated()).isEqualTo(marker != null);
        } while (marker != null);
        assertThat(seen).containsExactly("r0", "r1", "r2", "r3", "r4");
        assertThat(call(
                                IamOperations.LIST_ROLES,
                                ListRolesRequest.builder().pathPrefix("/team/").build())
                        .roles())
                .isEmpty();
        refused(
                "ValidationError",
                400,
                "Invalid Marker.",
                () -> call(
                        IamOperations.LIST_ROLES,
                        ListRolesRequest.builder().marker("nonsense").build()));
    }

    @Test
    void rowsComeBackFromTheDatabaseAsTheyWere() {
        usersUntilTheKey();
        createRole("r");
        putRolePolicy("r", "p", ALLOW_ECS);
        createProfile("p");
        addToProfile("p", "r");
        call(
                IamOperations.CREATE_POLICY,
                CreatePolicyRequest.builder()
                        .policyName("own")
                        .policyDocument(ALLOW_ECS)
                        .build());
        assertThat(world.iam.instanceCredentials().forInstance("r", "i-1")).isPresent();
        assertRoundTrip(IamTables.USERS);
        assertRoundTrip(IamTables.ROLES);
        assertRoundTrip(IamTables.POLICIES);
        assertRoundTrip(IamTables.INSTANCE_PROFILES);
        assertRoundTrip(IamTables.ACCESS_KEYS);
        assertRoundTrip(IamTables.TEMPORARY_CREDENTIALS);
    }

    private void usersUntilTheKey() {
        call(
                IamOperations.CREATE_USER,
                CreateUserRequest.builder().userName("u").build());
        createKey("u");
    }

    private <V> void assertRoundTrip(Table<V> table) {
        RowCodec codec = new RowCodec();
        assertThat(world.store.view().all(table)).as(table.name()).isNotEmpty().allSatisfy(row -> assertThat(
                        codec.decode(table, "key", codec.encode(table, row)))
                .isEqualTo(row));
    }

    private <I, O> O call(Operation<I, O> operation, I input) {
        return world.call(operation, input);
    }

    private Role createRole(String name) {
        return call(
                        IamOperations.CREATE_ROLE,
                        CreateRoleRequest.builder()
                                .roleName(name)
                                .assumeRolePolicyDocument(EC2_TRUST)
                                .build())
                .role();
    }

    private void deleteRole(String name) {
        call(
                IamOperations.DELETE_ROLE,
                DeleteRoleRequest.builder().roleName(name).build());
    }

    private void putRolePolicy(String role, String policy, String document) {
        call(
                IamOperations.PUT_ROLE_POLICY,
                PutRolePolicyRequest.builder()
                        .roleName(role)
                        .policyName(policy)
                        .policyDocument(document)
                        .build());
    }

    private void attachRole(String role, String arn) {
        call(
                IamOperations.ATTACH_ROLE_POLICY,
                AttachRolePolicyRequest.builder().roleName(role).policyArn(arn).build());
    }

    private void createProfile(String name) {
        call(
                IamOperations.CREATE_INSTANCE_PROFILE,
                CreateInstanceProfileRequest.builder().instanceProfileName(name).build());
    }

    private void addToProfile(String profile, String role) {
        call(
                IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                AddRoleToInstanceProfileRequest.builder()
                        .instanceProfileName(profile)
                        .roleName(role)
                        .build());
    }

    private String createKey(@Nullable String user) {
        return call(
                        IamOperations.CREATE_ACCESS_KEY,
                        CreateAccessKeyRequest.builder().userName(user).build())
                .accessKey()
                .accessKeyId();
    }

    private void deleteUser(String name) {
        call(
                IamOperations.DELETE_USER,
                DeleteUserRequest.builder().userName(name).build());
    }

    private static void refused(String code, int status, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(AwsException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.httpStatus()).isEqualTo(status);
                });
    }

    /** IAM user guide, "Policy evaluation logic": within an account an Allow of the resource suffices, a Deny of either wins. */
    @Test
    void aTopicsPolicyIsJudgedWithTheCallers() {
        Principal ann = world.user("ann");
        String topic = "arn:aws:sns:us-east-1:" + IamWorld.ACCOUNT + ":alerts";
        world.store.transact(tx -> {
            tx.insert(SnsTables.TOPICS, new Topic(topic, "alerts", "", 0, Map.of(), Optional.empty()));
            return tx;
        });
        assertThat(publish(ann, topic)).isNotEqualTo(Authorizer.Allowed.ALLOWED);
        policy(topic, "Allow", "{\"AWS\":\"" + ann.arn() + "\"}");
        assertThat(publish(ann, topic)).isEqualTo(Authorizer.Allowed.ALLOWED);
        policy(topic, "Deny", "\"*\"");
        assertThat(publish(Principal.root(IamWorld.ACCOUNT), topic)).isNotEqualTo(Authorizer.Allowed.ALLOWED);
    }

    private void policy(String topic, String effect, String principal) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Principal\":"
                + principal + ",\"Action\":\"SNS:Publish\",\"Resource\":\"" + topic
                + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"" + IamWorld.ACCOUNT + "\"}}}]}";
        world.store.transact(tx -> {
            Topic found = tx.find(SnsTables.TOPICS, topic).orElseThrow();
            tx.update(SnsTables.TOPICS, found.withPolicy(Optional.of(document)));
            return tx;
        });
    }

    private Authorizer.Decision publish(Principal caller, String topic) {
        return world.iam.authorizer().authorize(new Authorizer.Query(caller, "sns:Publish", List.of(topic), Map.of()));
    }
}
