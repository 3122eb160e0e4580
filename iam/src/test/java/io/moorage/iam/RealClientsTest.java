package io.moorage.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.tls.PrivateCa;
import io.moorage.model.iam.TemporaryCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;

/** IAM and STS behind the real endpoint, called by AWS's own SDK with keys they issued. */
final class RealClientsTest {
    private static final AwsCredentials ANYBODY = AwsBasicCredentials.create("test", "test");

    private final IamWorld world = IamWorld.inRealTime();
    private final AwsEndpoint endpoint;
    private final URI uri;

    RealClientsTest(@TempDir Path directory) throws Exception {
        Dispatcher dispatcher = new Dispatcher(
                world.iam.actions(),
                new Authenticator(world.iam.credentialStore(), IamWorld.ACCOUNT),
                world.iam.authorizer(),
                IamWorld.ACCOUNT,
                "us-east-1",
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        InstantSource clock = InstantSource.system();
        PrivateCa ca = PrivateCa.open(directory, clock.instant(), new SecureRandom());
        endpoint = new AwsEndpoint(
                dispatcher, List.of(), List.of(), ca.serverContext(List.of("localhost"), clock.instant()));
        endpoint.start();
        uri = URI.create("http://127.0.0.1:"
                + endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true)
                        .port());
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void aRoleWithAnInstanceProfileAndWhatItsKeysMayDo() {
        String trust = IamWorld.trust("{\"Service\":\"ec2.amazonaws.com\",\"AWS\":\"123456789012\"}");
        try (IamClient root = iam(ANYBODY)) {
            root.createRole(request -> request.roleName("web").assumeRolePolicyDocument(trust));
            root.attachRolePolicy(
                    request -> request.roleName("web").policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
            root.createInstanceProfile(request -> request.instanceProfileName("web"));
            root.addRoleToInstanceProfile(
                    request -> request.instanceProfileName("web").roleName("web"));
            var profile = root.getInstanceProfile(request -> request.instanceProfileName("web"))
                    .instanceProfile();
            assertThat(profile.roles()).hasSize(1);
            assertThat(URLDecoder.decode(profile.roles().getFirst().assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                    .isEqualTo(trust);
            assertThatThrownBy(() -> root.getRole(request -> request.roleName("zz")))
                    .isInstanceOf(NoSuchEntityException.class);
        }
        TemporaryCredentials issued =
                world.iam.instanceCredentials().forInstance("web", "i-0abc").orElseThrow();
        try (IamClient instance = iam(session(issued))) {
            assertThat(instance.listRoles().roles()).hasSize(1);
            assertThatThrownBy(() -> instance.createUser(request -> request.userName("eve")))
                    .isInstanceOfSatisfying(IamException.class, refusal -> {
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                        assertThat(refusal.awsErrorDetails().errorMessage())
                                .startsWith("User: arn:aws:sts::123456789012:assumed-role/web/i-0abc is not authorized"
                                        + " to perform: iam:CreateUser")
                                .endsWith("because no identity-based policy allows the iam:CreateUser action");
                    });
        }
    }

    @Test
    void aUsersKeyAndTheRoleItAssumes() {
        AwsCredentials key;
        try (IamClient root = iam(ANYBODY)) {
            root.createUser(request -> request.userName("alice"));
            var made =
                    root.createAccessKey(request -> request.userName("alice")).accessKey();
            key = AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
            root.createRole(request -> request.roleName("ops")
                    .assumeRolePolicyDocument(IamWorld.trust("{\"AWS\":\"arn:aws:iam::123456789012:user/alice\"}")));
        }
        try (StsClient alice = sts(key)) {
            assertThat(alice.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/alice");
            var assumed = alice.assumeRole(request ->
                    request.roleArn("arn:aws:iam::123456789012:role/ops").roleSessionName("s-1"));
            assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/ops/s-1");
            var keys = assumed.credentials();
            try (StsClient ops = sts(
                    AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()))) {
                assertThat(ops.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/ops/s-1");
            }
        }
    }

    /** The SDK's waiters and paginators, and what it makes of versions, simulations and denials. */
    @Test
    void waitersPaginatorsAndTheSimulator() {
        AwsCredentials key;
        try (IamClient root = iam(ANYBODY)) {
            for (String name : List.of("ann", "ben", "cat")) {
                root.createUser(request -> request.userName(name));
            }
            assertThat(root.waiter()
                            .waitUntilUserExists(request -> request.userName("ann"))
                            .matched()
                            .response())
                    .isPresent();
            assertThat(root.listUsersPaginator(request -> request.maxItems(2)).users())
                    .hasSize(3);
            root.createGroup(request -> request.groupName("ops"));
            root.addUserToGroup(request -> request.groupName("ops").userName("ann"));
            root.putGroupPolicy(
                    request -> request.groupName("ops").policyName("p").policyDocument(IamWorld.ALLOW_ECS));
            String arn = root.createPolicy(request -> request.policyName("own").policyDocument(IamWorld.ALLOW_ECS))
                    .policy()
                    .arn();
            assertThat(root.waiter()
                            .waitUntilPolicyExists(request -> request.policyArn(arn))
                            .matched()
                            .response())
                    .isPresent();
            root.createPolicyVersion(request ->
                    request.policyArn(arn).policyDocument(IamWorld.ALLOW_ECS).setAsDefault(true));
            assertThat(root.listPolicyVersionsPaginator(
                                    request -> request.policyArn(arn).maxItems(1))
                            .versions())
                    .extracting(version -> version.versionId())
                    .containsExactly("v1", "v2");
            assertThat(root.simulatePrincipalPolicyPaginator(
                                    request -> request.policySourceArn("arn:aws:iam::123456789012:user/ann")
                                            .actionNames("ecs:RunTask", "ec2:RunInstances"))
                            .evaluationResults())
                    .extracting(result -> result.evalDecisionAsString())
                    .containsExactly("allowed", "implicitDeny");
            assertThat(root.getAccountAuthorizationDetailsPaginator(request -> request.maxItems(2)).stream()
                            .mapToInt(page -> page.userDetailList().size())
                            .sum())
                    .isEqualTo(3);
            var made = root.createAccessKey(request -> request.userName("ann")).accessKey();
            key = AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
        }
        try (StsClient ann = sts(key);
                StsClient root = sts(ANYBODY)) {
            assertThat(root.getAccessKeyInfo(request -> request.accessKeyId(key.accessKeyId()))
                            .account())
                    .isEqualTo(IamWorld.ACCOUNT);
            assertThatThrownBy(() -> ann.getFederationToken(request -> request.name("bob")))
                    .hasMessageContaining("User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                            + " sts:GetFederationToken on resource:"
                            + " arn:aws:sts::123456789012:federated-user/bob because no identity-based policy allows"
                            + " the sts:GetFederationToken action");
        }
    }

    private static AwsCredentials session(TemporaryCredentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    private IamClient iam(AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
