package io.moorage.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.iam.CreateAccessKeyRequest;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.CreateUserRequest;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.PutRolePolicyRequest;
import io.moorage.awsmodels.iam.PutUserPolicyRequest;
import io.moorage.awsmodels.sts.AssumeRoleRequest;
import io.moorage.awsmodels.sts.AssumeRoleResponse;
import io.moorage.awsmodels.sts.GetCallerIdentityRequest;
import io.moorage.awsmodels.sts.GetSessionTokenRequest;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.model.iam.TemporaryCredentials;
import io.moorage.store.IamTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(world.iam.instanceCredentials().forInstance("zz", "i-1")).isEmpty();
        role("task", IamWorld.trust("{\"Service\":[\"ecs-tasks.amazonaws.com\"]}"));
        assertThat(world.iam.instanceCredentials().forTask("arn:aws:iam::123456789012:role/task", "t-1"))
                .isPresent();
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
        Principal alice = user("alice");
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
        Principal alice = user("alice");
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
        Principal alice = user("alice");
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
    void whatIsNotDoneYetIsRefusedByName() {
        role("shared", ROOT_TRUST);
        assertThatThrownBy(() -> world.call(
                        StsOperations.ASSUME_ROLE,
                        AssumeRoleRequest.builder()
                                .roleArn("arn:aws:iam::123456789012:role/shared")
                                .roleSessionName("s-1")
                                .policy("{}")
                                .build()))
                .hasMessageContaining("session policies");
    }

    @Test
    void aSessionOfOnesOwn() {
        Principal alice = user("alice");
        var keys = world.call(
                        alice,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenRequest.builder().build())
                .credentials();
        assertThat(keys).isNotNull().satisfies(issued -> assertThat(world.iam
                        .credentialStore()
                        .find(issued.accessKeyId())
                        .orElseThrow()
                        .principal())
                .isEqualTo(alice));
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

    private Principal user(String name) {
        world.call(
                IamOperations.CREATE_USER,
                CreateUserRequest.builder().userName(name).build());
        String key = world.call(
                        IamOperations.CREATE_ACCESS_KEY,
                        CreateAccessKeyRequest.builder().userName(name).build())
                .accessKey()
                .accessKeyId();
        return world.iam.credentialStore().find(key).orElseThrow().principal();
    }

    private void allowUser(String name, String effect, String action) {
        world.call(
                IamOperations.PUT_USER_POLICY,
                PutUserPolicyRequest.builder()
                        .userName(name)
                        .policyName(effect)
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect
                                + "\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}]}")
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
