package io.moorage.iam;

import static io.moorage.iam.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.GetAccessKeyLastUsedRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.awsmodels.iam.UpdateAccessKeyRequest;
import io.moorage.awsmodels.sts.AssumeRoleRequest;
import io.moorage.awsmodels.sts.AssumeRoleResponse;
import io.moorage.awsmodels.sts.DecodeAuthorizationMessageRequest;
import io.moorage.awsmodels.sts.GetCallerIdentityRequest;
import io.moorage.awsmodels.sts.GetFederationTokenRequest;
import io.moorage.awsmodels.sts.GetFederationTokenResponse;
import io.moorage.awsmodels.sts.GetSessionTokenRequest;
import io.moorage.awsmodels.sts.PolicyDescriptorType;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.awsmodels.sts.Tag;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys of instances and tasks, AssumeRole and who holds what (STS API reference). */
final class SessionsTest {
    private static final String ROOT_TRUST = IamWorld.trust("{\"AWS\":\"123456789012\"}");

    private final IamWorld world = new IamWorld();

    @Test
    void anInstanceGetsKeysOfItsRoleAndTheSameOnesWhileTheyLast() {
        role("web", IamWorld.EC2_TRUST);
        TemporaryCredentials first =
                world.iam.instanceCredentials().forInstance("web", "i-0abc").orElseThrow();
        assertThat(first.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(first.secretAccessKey()).hasSize(40);
        assertThat(Duration.between(world.now(), first.expiration())).hasHours(6);
        assertThat(world.iam.instanceCredentials().forInstance("web", "i-0abc")).contains(first);
        assertThat(world.iam.instanceCredentials().forInstance("web", "i-0def"))
                .isPresent()
                .isNotEqualTo(first);

        Credential found = world.iam.credentialStore().find(first.accessKeyId()).orElseThrow();
        assertThat(found.principal().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/web/i-0abc");
        assertThat(found.principal().entityArn()).isEqualTo("arn:aws:iam::123456789012:role/web");
        assertThat(found.principal().userId()).matches("AROA[A-Z2-7]{17}:i-0abc");
        assertThat(found.sessionToken()).isEqualTo(first.sessionToken());

        world.advanceSeconds(Duration.ofHours(5).toSeconds());
        TemporaryCredentials second =
                world.iam.instanceCredentials().forInstance("web", "i-0abc").orElseThrow();
        assertThat(second).as("new ones an hour before the old expire").isNotEqualTo(first);
        assertThat(world.iam.credentialStore().find(first.accessKeyId())).isPresent();
    }

    @Test
    void expiredKeysAreRememberedForAWhileThenForgotten() {
        role("web", IamWorld.EC2_TRUST);
        TemporaryCredentials old =
                world.iam.instanceCredentials().forInstance("web", "i-1").orElseThrow();
        world.advanceSeconds(Duration.ofHours(7).toSeconds());
        assertThat(world.iam.instanceCredentials().forInstance("web", "i-1")).isPresent();
        assertThat(world.iam.credentialStore().find(old.accessKeyId())).isPresent();
        world.advanceSeconds(Duration.ofHours(24).toSeconds());
        assertThat(world.iam.instanceCredentials().forInstance("web", "i-1")).isPresent();
        assertThat(world.iam.credentialStore().find(old.accessKeyId())).isEmpty();
        assertThat(world.store.view().all(IamTables.TEMPORARY_CREDENTIALS)).hasSize(1);
    }

    @Test
    void aRoleThatDoesNotTrustTheServiceOrIsGoneGivesNothing() {
        role("web", IamWorld.EC2_TRUST);
        assertThat(world.iam.instanceCredentials().forTask("web", "t-1")).isEmpty();
        assertThat(world.iam.instanceCredentials().trustsTasks("web")).isFalse();
        assertThat(world.iam.instanceCredentials().forInstance("zz", "i-1")).isEmpty();
        role("task", IamWorld.trust("{\"Service\":[\"ecs-tasks.amazonaws.com\"]}"));
        assertThat(world.iam.instanceCredentials().forTask("arn:aws:iam::123456789012:role/task", "t-1"))
                .isPresent();
        assertThat(world.iam.instanceCredentials().trustsTasks("arn:aws:iam::123456789012:role/task"))
                .isTrue();
    }

    /** IAM user guide, "IAM ARNs": the path is a part of the ARN; whoever may pass role/dev/* named no role but those. */
    @Test
    void aRoleOfAnotherPathIsNotTheOneThatWasPassed() {
        role("admin", IamWorld.trust("{\"Service\":[\"ecs-tasks.amazonaws.com\",\"ssm.amazonaws.com\"]}"));
        assertThat(world.iam.instanceCredentials().forTask("arn:aws:iam::123456789012:role/dev/admin", "t-1"))
                .isEmpty();
        assertThat(world.iam.instanceCredentials().forTask("arn:aws:iam::210987654321:role/admin", "t-1"))
                .isEmpty();
        assertThat(world.iam.instanceCredentials().forTask("admin", "t-1")).isPresent();
        assertThat(world.iam.instanceCredentials().forManagedInstance("dev/admin", "mi-1"))
                .isEmpty();
        assertThat(world.iam.instanceCredentials().trustsManagedInstances("dev/admin"))
                .isFalse();
        assertThat(world.iam.instanceCredentials().trustsManagedInstances("admin"))
                .isTrue();
    }

    @Test
    void aRoleMadeAnewDoesNotInheritTheOldOnesKeys() {
        role("web", IamWorld.EC2_TRUST);
        TemporaryCredentials old =
                world.iam.instanceCredentials().forInstance("web", "i-1").orElseThrow();
        world.call(
                IamOperations.DELETE_ROLE,
                DeleteRoleRequest.builder().roleName("web").build());
        assertThat(world.iam.credentialStore().find(old.accessKeyId())).isEmpty();
        world.advanceSeconds(1);
        role("web", IamWorld.EC2_TRUST);
        assertThat(world.iam.credentialStore().find(old.accessKeyId())).isEmpty();
        assertThat(world.iam.instanceCredentials().forInstance("web", "i-1"))
                .isPresent()
                .isNotEqualTo(old);
    }

    @Test
    void aTrustPolicyNamingTheCallerSuffices() {
        Principal alice = world.user("alice");
        role("named", IamWorld.trust("{\"AWS\":\"" + alice.arn() + "\"}"));
        AssumeRoleResponse assumed = assume(alice, "named", 900);
        assertThat(assumed.assumedRoleUser()).isNotNull().satisfies(who -> assertThat(who.arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/named/session"));
        assertThat(assumed.credentials()).isNotNull().satisfies(keys -> {
            assertThat(keys.expiration()).isEqualTo(world.now().plusSeconds(900));
            assertThat(world.iam.credentialStore().find(keys.accessKeyId())).isPresent();
        });
    }

    @Test
    void aTrustPolicyNamingTheAccountLeavesItToTheCallersPolicies() {
        Principal alice = world.user("alice");
        role("shared", ROOT_TRUST);
        denied(alice, "shared");
        allowUser("alice", "Allow", "sts:AssumeRole");
        assertThat(assume(alice, "shared", 900).credentials()).isNotNull();
        allowUser("alice", "Deny", "sts:*");
        denied(alice, "shared");
        assertThat(assume(Principal.root(IamWorld.ACCOUNT), "shared", 900).credentials())
                .isNotNull();
    }

    @Test
    void othersAreDeniedAndSoAreRolesThatAreNotThere() {
        Principal alice = world.user("alice");
        allowUser("alice", "Allow", "*");
        role("web", IamWorld.EC2_TRUST);
        denied(alice, "web");
        denied(alice, "zz");
        denied(Principal.root(IamWorld.ACCOUNT), "web");
    }

    @Test
    void sessionsLastNoLongerThanTheRoleAllows() {
        role("shared", ROOT_TRUST);
        assertThatThrownBy(() -> assume(Principal.root(IamWorld.ACCOUNT), "shared", 7200))
                .hasMessageContaining("exceeds the MaxSessionDuration")
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo("ValidationError"));
    }

    @Test
    void whatIsNotDoneIsRefusedByName() {
        role("shared", ROOT_TRUST);
        refused(
                "UnsupportedOperation",
                "MFA devices",
                () -> world.call(
                        StsOperations.ASSUME_ROLE,
                        AssumeRoleRequest.builder()
                                .roleArn("arn:aws:iam::123456789012:role/shared")
                                .roleSessionName("s-1")
                                .tokenCode("123456")
                                .build()));
    }

    /** STS API reference, AssumeRole: a session may do what the role's policies and the session's both allow. */
    @Test
    void sessionPoliciesLimit() {
        role("shared", ROOT_TRUST);
        allowRole("shared", "*");
        AssumeRoleResponse assumed =
                assume(wish("shared").policy(IamWorld.ALLOW_ECS).build());
        assertThat(assumed.packedPolicySize()).isBetween(1, 100);
        Principal session = principal(assumed);
        assertThat(world.decide(session, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        assertThat(world.decide(session, "ec2:DescribeVpcs"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOT_WITHIN_SESSION_POLICY));
        Principal byArn = principal(assume(wish("shared")
                .policyArns(List.of(PolicyDescriptorType.builder()
                        .arn("arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess")
                        .build()))
                .build()));
        assertThat(world.decide(byArn, "elasticfilesystem:DescribeFileSystems")).isEqualTo(Authorizer.Allowed.ALLOWED);
        assertThat(world.decide(byArn, "ecs:ListClusters"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOT_WITHIN_SESSION_POLICY));
        refused(
                "MalformedPolicyDocument",
                "Json",
                () -> assume(wish("shared").policy("{").build()));
        refused(
                "PackedPolicyTooLarge",
                "Packed policy consumes",
                () -> assume(wish("shared")
                        .policy(IamWorld.policy("Allow", "ecs:" + noise(2000)))
                        .tags(List.of(tag("a", noise(256)), tag("b", noise(255)), tag("c", noise(254))))
                        .build()));
    }

    /** IAM user guide, "Passing session tags in AWS STS" and "Chaining roles with session tags". */
    @Test
    void sessionTagsAndSourceIdentity() {
        role("first", ROOT_TRUST.replace("sts:AssumeRole", "sts:*"));
        role("second", ROOT_TRUST.replace("sts:AssumeRole", "sts:*"));
        allowRole("first", "sts:*");
        Principal first = principal(assume(wish("first")
                .tags(List.of(tag("team", "a"), tag("own", "b")))
                .transitiveTagKeys(List.of("team"))
                .sourceIdentity("alice")
                .build()));
        assertThat(first.session().tags()).containsOnlyKeys("team", "own");
        Principal second = principal(
                world.call(first, StsOperations.ASSUME_ROLE, wish("second").build()));
        assertThat(second.session().tags()).containsOnlyKeys("team");
        assertThat(second.session().sourceIdentity()).contains("alice");
        refused(
                "InvalidParameterValue",
                "transitive tag key",
                () -> world.call(
                        first,
                        StsOperations.ASSUME_ROLE,
                        wish("second").tags(List.of(tag("Team", "b"))).build()));
        refused(
                "InvalidParameterValue",
                "Duplicate tag keys",
                () -> assume(wish("first")
                        .tags(List.of(tag("a", "1"), tag("A", "2")))
                        .build()));
        role("plain", ROOT_TRUST);
        refused(
                "AccessDenied",
                "is not authorized to perform: sts:TagSession",
                () -> assume(wish("plain").tags(List.of(tag("a", "1"))).build()));
        refused(
                "AccessDenied",
                "is not authorized to perform: sts:SetSourceIdentity",
                () -> assume(wish("plain").sourceIdentity("alice").build()));
    }

    /** STS API reference, GetFederationToken. */
    @Test
    void aFederatedUserMayWhatTheUserAndThePolicyAllow() {
        Principal alice = world.user("alice");
        allowUser("alice", "Allow", "*");
        var issued = federate(alice, IamWorld.ALLOW_ECS);
        assertThat(issued.federatedUser()).isNotNull().satisfies(user -> {
            assertThat(user.arn()).isEqualTo("arn:aws:sts::123456789012:federated-user/bob");
            assertThat(user.federatedUserId()).isEqualTo("123456789012:bob");
        });
        Principal bob = principal(issued);
        assertThat(world.decide(bob, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        assertThat(world.decide(bob, "ec2:DescribeVpcs"))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOT_WITHIN_SESSION_POLICY));
        Principal nobody = principal(federate(alice, null));
        assertThat(world.decide(nobody, "ecs:ListClusters")).isNotEqualTo(Authorizer.Allowed.ALLOWED);
        Principal ofRoot = principal(federate(Principal.root(IamWorld.ACCOUNT), IamWorld.ALLOW_ECS));
        assertThat(world.decide(ofRoot, "ecs:ListClusters")).isEqualTo(Authorizer.Allowed.ALLOWED);
        assertThat(world.decide(ofRoot, "ec2:DescribeVpcs")).isNotEqualTo(Authorizer.Allowed.ALLOWED);
        refused("AccessDenied", "Cannot call GetFederationToken with session credentials", () -> federate(bob, null));
    }

    @Test
    void aKeyIsDeactivatedAndItsLastUseIsNoted() {
        world.user("alice");
        String id =
                world.store.view().all(IamTables.ACCESS_KEYS).iterator().next().id();
        Credential key = world.iam.credentialStore().find(id).orElseThrow();
        world.iam.credentialStore().used(key, "ecs", world.now());
        world.iam.credentialStore().used(key, "ec2", world.now().plusSeconds(60));
        var used = world.call(
                IamOperations.GET_ACCESS_KEY_LAST_USED,
                GetAccessKeyLastUsedRequest.builder().accessKeyId(id).build());
        assertThat(used.userName()).isEqualTo("alice");
        assertThat(used.accessKeyLastUsed()).isNotNull().satisfies(use -> {
            assertThat(use.serviceName()).as("noted every quarter of an hour").isEqualTo("ecs");
            assertThat(use.lastUsedDate()).isEqualTo(world.now());
            assertThat(use.region()).isEqualTo("us-east-1");
        });
        world.call(
                IamOperations.UPDATE_ACCESS_KEY,
                UpdateAccessKeyRequest.builder()
                        .userName("alice")
                        .accessKeyId(id)
                        .status("Inactive")
                        .build());
        assertThat(world.iam.credentialStore().find(id)).isEmpty();
    }

    /** STS API reference, DecodeAuthorizationMessage. */
    @Test
    void whatWasRefusedIsDecoded() {
        AuthorizationMessages messages = new AuthorizationMessages(new Random(1));
        Principal root = Principal.root(IamWorld.ACCOUNT);
        String encoded = messages.encode(
                new Authorizer.Query(root, "ec2:RunInstances", List.of("a", "b"), Map.of("ec2:Region", List.of("r"))),
                new Authorizer.Denied("b", Authorizer.Reason.NOTHING_ALLOWS));
        assertThat(messages.decode(encoded).orElseThrow())
                .startsWith("{\"allowed\":false,\"explicitDeny\":false,\"matchedStatements\":{\"items\":[]}")
                .contains("\"action\":\"ec2:RunInstances\",\"resource\":\"b\"")
                .contains("{\"key\":\"ec2:Region\",\"values\":{\"items\":[{\"value\":\"r\"}]}}");
        assertThat(messages.decode("x" + encoded.substring(1))).isEmpty();
        assertThat(messages.decode("?")).isEmpty();
        refused(
                "InvalidAuthorizationMessageException",
                "Could not decode",
                () -> world.call(
                        StsOperations.DECODE_AUTHORIZATION_MESSAGE,
                        DecodeAuthorizationMessageRequest.builder()
                                .encodedMessage(encoded)
                                .build()));
    }

    private GetFederationTokenResponse federate(Principal caller, @Nullable String policy) {
        return world.call(
                caller,
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenRequest.builder().name("bob").policy(policy).build());
    }

    private static AssumeRoleRequest.Builder wish(String role) {
        return AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::123456789012:role/" + role)
                .roleSessionName("session");
    }

    private AssumeRoleResponse assume(AssumeRoleRequest request) {
        return world.call(StsOperations.ASSUME_ROLE, request);
    }

    private Principal principal(AssumeRoleResponse assumed) {
        return world.principal(Objects.requireNonNull(assumed.credentials()).accessKeyId());
    }

    private Principal principal(GetFederationTokenResponse issued) {
        return world.principal(Objects.requireNonNull(issued.credentials()).accessKeyId());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** Text that does not pack well. */
    private static String noise(int length) {
        Random random = new Random(length);
        return random.ints(length, 0, 36)
                .mapToObj(digit -> Integer.toString(digit, 36))
                .collect(Collectors.joining());
    }

    private void allowRole(String name, String action) {
        world.call(
                IamOperations.PUT_ROLE_POLICY,
                PutRolePolicyRequest.builder()
                        .roleName(name)
                        .policyName("p")
                        .policyDocument(IamWorld.policy("Allow", action))
                        .build());
    }

    @Test
    void aSessionOfOnesOwn() {
        Principal alice = world.user("alice");
        var keys = world.call(
                        alice,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build())
                .credentials();
        assertThat(keys).isNotNull().satisfies(issued -> assertThat(world.iam
                        .credentialStore()
                        .find(issued.accessKeyId())
                        .orElseThrow()
                        .principal()
                        .arn())
                .isEqualTo(alice.arn()));
        role("web", IamWorld.EC2_TRUST);
        Principal instance = world.iam
                .credentialStore()
                .find(world.iam
                        .instanceCredentials()
                        .forInstance("web", "i-1")
                        .orElseThrow()
                        .accessKeyId())
                .orElseThrow()
                .principal();
        assertThatThrownBy(() -> world.call(
                        instance,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build()))
                .hasMessageContaining("Cannot call GetSessionToken with session credentials");
        assertThat(world.call(
                                instance,
                                StsOperations.GET_CALLER_IDENTITY,
                                GetCallerIdentityRequest.builder().build())
                        .arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/web/i-1");
    }

    @Test
    void theAuthorizerReadsTheRolesPoliciesAsTheyAreNow() {
        role("web", IamWorld.EC2_TRUST);
        Principal instance = new Principal(
                Principal.Kind.ASSUMED_ROLE,
                IamWorld.ACCOUNT,
                "arn:aws:sts::123456789012:assumed-role/web/i-1",
                "AROAX:i-1",
                "arn:aws:iam::123456789012:role/web");
        Authorizer.Query poll = new Authorizer.Query(instance, "ecs:Poll", List.of("*"), Map.of());
        assertThat(world.iam.authorizer().authorize(poll))
                .isEqualTo(new Authorizer.Denied("*", Authorizer.Reason.NOTHING_ALLOWS));
        world.call(
                IamOperations.PUT_ROLE_POLICY,
                PutRolePolicyRequest.builder()
                        .roleName("web")
                        .policyName("p")
                        .policyDocument(IamWorld.ALLOW_ECS)
                        .build());
        assertThat(world.iam.authorizer().authorize(poll)).isEqualTo(Authorizer.Allowed.ALLOWED);
    }

    private void role(String name, String trust) {
        world.call(
                IamOperations.CREATE_ROLE,
                CreateRoleRequest.builder()
                        .roleName(name)
                        .assumeRolePolicyDocument(trust)
                        .build());
    }

    private void allowUser(String name, String effect, String action) {
        world.call(
                IamOperations.PUT_USER_POLICY,
                PutUserPolicyRequest.builder()
                        .userName(name)
                        .policyName(effect)
                        .policyDocument(IamWorld.policy(effect, action))
                        .build());
    }

    private AssumeRoleResponse assume(Principal caller, String role, int seconds) {
        return world.call(
                caller,
                StsOperations.ASSUME_ROLE,
                AssumeRoleRequest.builder()
                        .roleArn("arn:aws:iam::123456789012:role/" + role)
                        .roleSessionName("session")
                        .durationSeconds(seconds)
                        .build());
    }

    private void denied(Principal caller, String role) {
        assertThatThrownBy(() -> assume(caller, role, 900))
                .hasMessage("User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource:"
                        + " arn:aws:iam::123456789012:role/" + role)
                .isInstanceOfSatisfying(AwsException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("AccessDenied");
                    assertThat(refusal.httpStatus()).isEqualTo(403);
                });
    }
}
