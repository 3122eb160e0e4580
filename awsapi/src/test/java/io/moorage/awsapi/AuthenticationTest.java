package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moorage.awsapi.testing.SdkClients;
import io.moorage.awsapi.testing.TestEndpoint;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Signatures and permissions: AWS General Reference, "Signing AWS API requests", and each API's "Common errors". */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthenticationTest {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.CreateCluster";

    private TestEndpoint endpoint;
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint = new TestEndpoint(directory, List.of());
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void forgive() {
        endpoint.shiftClock(Duration.ZERO);
        endpoint.authorizeWith(query -> Authorizer.Allowed.ALLOWED);
    }

    @AfterAll
    void stop() throws Exception {
        http.close();
        endpoint.close();
    }

    @Test
    void issuedKeysSignAsTheirPrincipals() {
        assertThat(identity(endpoint.strictUri(), SdkClients.of(TestEndpoint.ALICES_KEY)))
                .isEqualTo(TestEndpoint.ALICE.arn());
        assertThat(identity(endpoint.strictUri(), SdkClients.of(TestEndpoint.SESSION_KEY)))
                .isEqualTo(TestEndpoint.SESSION.arn());
        assertThat(identity(endpoint.uri(), SdkClients.of(TestEndpoint.SESSION_KEY)))
                .isEqualTo(TestEndpoint.SESSION.arn());
    }

    private static String identity(URI uri, AwsCredentials credentials) {
        try (StsClient sts = SdkClients.client(StsClient.builder(), uri, credentials)) {
            return sts.getCallerIdentity().arn();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,400,UnrecognizedClientException",
        "efs,403,UnrecognizedClientException",
        "iam,403,InvalidClientTokenId",
        "sts,403,InvalidClientTokenId",
    })
    void unknownKeysAreRefusedOnAStrictListener(String service, int status, String code) {
        assertRefused(call(service, endpoint.strictUri(), SdkClients.anybody()), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,400,InvalidSignatureException",
        "efs,403,InvalidSignatureException",
        "iam,403,SignatureDoesNotMatch",
    })
    void aWrongSecretIsRefusedEvenOnATrustingListener(String service, int status, String code) {
        AwsCredentials wrong = AwsBasicCredentials.create("AKIAALICE", "not-her-secret");

        assertRefused(call(service, endpoint.uri(), wrong), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,400,ExpiredTokenException",
        "efs,403,ExpiredTokenException",
        "iam,403,ExpiredToken",
        "ec2,400,RequestExpired",
    })
    void expiredKeysAreRefused(String service, int status, String code) {
        assertRefused(call(service, endpoint.strictUri(), SdkClients.of(TestEndpoint.EXPIRED_KEY)), status, code);
    }

    @ParameterizedTest
    @CsvSource({"ecs,UnrecognizedClientException", "iam,InvalidClientTokenId"})
    void aTemporaryKeyNeedsItsToken(String service, String code) {
        AwsCredentials tokenless = AwsBasicCredentials.create("ASIASESSION", "session-secret");

        assertThat(call(service, endpoint.strictUri(), tokenless)
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,InvalidSignatureException,6,Signature expired",
        "ecs,InvalidSignatureException,-6,Signature not yet current",
        "iam,SignatureDoesNotMatch,6,Signature expired",
        "ec2,RequestExpired,6,Request has expired.",
    })
    void clocksMayDifferByFiveMinutes(String service, String code, int minutes, String message) {
        endpoint.shiftClock(Duration.ofMinutes(minutes));
        AwsServiceException refused = call(service, endpoint.strictUri(), SdkClients.of(TestEndpoint.ALICES_KEY));
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).startsWith(message);

        endpoint.shiftClock(Duration.ofMinutes(minutes > 0 ? 4 : -4));
        assertThat(identity(endpoint.strictUri(), SdkClients.of(TestEndpoint.ALICES_KEY)))
                .isEqualTo(TestEndpoint.ALICE.arn());
    }

    @ParameterizedTest
    @CsvSource({
        "ecs,400,AccessDeniedException,ecs:CreateCluster,CreateCluster",
        "efs,403,AccessDeniedException,elasticfilesystem:DeleteFileSystem,DeleteFileSystem",
        "iam,403,AccessDenied,iam:ListRoles,ListRoles",
        "ec2,403,UnauthorizedOperation,ec2:DescribeInstances,DescribeInstances",
    })
    void deniedIsSaidInTheServicesWords(String service, int status, String code, String action, String operation) {
        endpoint.authorizeWith(
                query -> new Authorizer.Denied(query.resources().getFirst(), Authorizer.Reason.NOTHING_ALLOWS));

        AwsServiceException refused = call(service, endpoint.strictUri(), SdkClients.of(TestEndpoint.SESSION_KEY));

        assertRefused(refused, status, code);
        assertThat(refused.awsErrorDetails().errorMessage())
                .endsWith("User: " + TestEndpoint.SESSION.arn() + " is not authorized to perform: " + action
                        + " on resource: arn:aws:test:" + operation
                        + " because no identity-based policy allows the " + action + " action");
        assertThat(identity(endpoint.strictUri(), SdkClients.of(TestEndpoint.SESSION_KEY)))
                .as("GetCallerIdentity needs no permission (STS API reference)")
                .isEqualTo(TestEndpoint.SESSION.arn());
    }

    @Test
    void theAuthorizerIsToldTheConditions() {
        Map<String, List<String>> seen = new HashMap<>();
        endpoint.authorizeWith(query -> {
            seen.putAll(query.conditions());
            return new Authorizer.Denied("*", Authorizer.Reason.DENIED_BY_IDENTITY_POLICY);
        });

        AwsServiceException refused = call("ecs", endpoint.strictUri(), SdkClients.of(TestEndpoint.SESSION_KEY));

        assertThat(refused.awsErrorDetails().errorMessage())
                .endsWith("ecs:CreateCluster on resource: * with an explicit deny in an identity-based policy");
        assertThat(seen)
                .containsEntry("aws:SourceIp", List.of("127.0.0.1"))
                .containsEntry("aws:SecureTransport", List.of("false"))
                .containsEntry("aws:RequestedRegion", List.of("us-east-1"))
                .containsEntry("aws:PrincipalArn", List.of(TestEndpoint.SESSION.entityArn()));
    }

    /** IAM user guide, "Policy evaluation logic": an explicit deny in a resource's policy applies to root too. */
    @Test
    void rootIsAskedForToo() {
        endpoint.authorizeWith(query -> new Authorizer.Denied("*", Authorizer.Reason.DENIED_BY_RESOURCE_POLICY));

        assertThat(call("ecs", endpoint.uri(), SdkClients.anybody())
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith("ecs:CreateCluster on resource: * with an explicit deny in a resource-based policy");
    }

    /** The SDK's URLConnection client cannot read the body of a 401, so EC2's is read as it is. */
    @Test
    void ec2AnswersBadCredentialsWith401() throws Exception {
        String query = new SigV4Signer("us-east-1", "ec2")
                .presign(
                        new SigningCredentials("AKIAALICE", "not-her-secret", null),
                        "GET",
                        endpoint.strictUri().getAuthority(),
                        "/",
                        "Action=DescribeInstances&Version=2016-11-15",
                        Duration.ofMinutes(1),
                        InstantSource.system().instant());

        for (String tampered : List.of(query, query.replace("AKIAALICE", "AKIANOBODY"))) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(endpoint.strictUri() + "/?" + tampered))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("<Code>AuthFailure</Code><Message>AWS was not able to validate the provided access"
                            + " credentials</Message>");
        }
    }

    @Test
    void whatOurSignerSignsVerifies() throws Exception {
        assertThat(post(headers -> headers, "{\"clusterName\":\"a\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void tamperedRequestsAreRefused() throws Exception {
        assertThat(post(headers -> headers, "{\"clusterName\":\"b\"}").body()).contains("InvalidSignatureException");
        assertThat(post(with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters"), null)
                        .body())
                .contains("InvalidSignatureException");
        assertThat(post(with("X-Amz-Unsigned", "x"), null).body()).contains("'x-amz-unsigned' must be");
        assertThat(post(with("X-Amz-Date", "20200101T000000Z"), null).body()).contains("Date in Credential scope");
        assertThat(post(replaced("Authorization", "us-east-1/ecs", "us-east-1/ec2"), null)
                        .body())
                .contains("Credential should be scoped to correct service: 'ecs'.");
        assertThat(post(replaced("Authorization", "us-east-1/ecs", "eu-west-1/ecs"), null)
                        .body())
                .contains("InvalidSignatureException");
    }

    @Test
    void halfASignatureIsIncomplete() throws Exception {
        assertThat(post(without("Authorization"), null).body()).contains("MissingAuthenticationTokenException");
        assertThat(post(without("X-Amz-Date"), null).body()).contains("IncompleteSignatureException");
        assertThat(post(with("Authorization", "AWS4-HMAC-SHA256 Credential=a/b"), null)
                        .body())
                .contains("IncompleteSignatureException");
        assertThat(post(with("Authorization", "Basic dGVzdA=="), null).body())
                .contains("IncompleteSignatureException", "Unsupported AWS 'algorithm': 'Basic'.");
        assertThat(post(with("X-Amz-Date", "yesterday"), null).body()).contains("IncompleteSignatureException");
    }

    @Test
    void presignedRequestsVerifyUntilTheyExpire() throws Exception {
        var signer = new SigV4Signer("us-east-1", "sts");
        var credentials = new SigningCredentials("ASIASESSION", "session-secret", "the+token==");
        String host = endpoint.strictUri().getAuthority();
        Instant now = InstantSource.system().instant();
        String query = signer.presign(
                credentials,
                "GET",
                host,
                "/",
                "Action=GetCallerIdentity&Version=2011-06-15",
                Duration.ofSeconds(60),
                now);

        assertThat(get("/?" + query)).contains(TestEndpoint.SESSION.arn());
        assertThat(get("/?" + query.replace("Expires=60", "Expires=600"))).contains("SignatureDoesNotMatch");
        assertThat(get("/?" + query.replace("Expires=60", "Expires=never"))).contains("IncompleteSignature");
        assertThat(get("/?" + query + "&Extra=1")).contains("SignatureDoesNotMatch");
        endpoint.shiftClock(Duration.ofSeconds(70));
        assertThat(get("/?" + query)).contains("SignatureDoesNotMatch", "Signature expired");
    }

    private String get(String pathAndQuery) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.strictUri() + pathAndQuery))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Signs a body of cluster {@code a} as Alice, lets {@code tamper} change the headers, and sends {@code body}. */
    private HttpResponse<String> post(UnaryOperator<Map<String, String>> tamper, @Nullable String body)
            throws Exception {
        String signed = "{\"clusterName\":\"a\"}";
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Target", TARGET);
        Map<String, String> covered = new HashMap<>(headers);
        covered.put("Host", endpoint.strictUri().getAuthority());
        headers.putAll(new SigV4Signer("us-east-1", "ecs")
                .sign(
                        new SigningCredentials("AKIAALICE", "alices-secret", null),
                        "POST",
                        "/",
                        "",
                        covered,
                        signed.getBytes(StandardCharsets.UTF_8),
                        InstantSource.system().instant()));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        endpoint.strictUri().resolve("/"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body == null ? signed : body));
        tamper.apply(headers).forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static UnaryOperator<Map<String, String>> with(String name, String value) {
        return headers -> {
            headers.put(name, value);
            return headers;
        };
    }

    private static UnaryOperator<Map<String, String>> replaced(String name, String from, String to) {
        return headers -> {
            headers.computeIfPresent(name, (ignored, value) -> value.replace(from, to));
            return headers;
        };
    }

    private static UnaryOperator<Map<String, String>> without(String name) {
        return headers -> {
            headers.remove(name);
            return headers;
        };
    }

    private static void assertRefused(AwsServiceException refused, int status, String code) {
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
    }

    private static AwsServiceException call(String service, URI uri, AwsCredentials credentials) {
        return catchThrowableOfType(AwsServiceException.class, () -> {
            switch (service) {
                case "ecs" -> {
                    try (var ecs = SdkClients.client(EcsClient.builder(), uri, credentials)) {
                        ecs.createCluster(request -> request.clusterName("c"));
                    }
                }
                case "efs" -> {
                    try (var efs = SdkClients.client(EfsClient.builder(), uri, credentials)) {
                        efs.deleteFileSystem(request -> request.fileSystemId("fs-01234567"));
                    }
                }
                case "ec2" -> {
                    try (var ec2 = SdkClients.client(Ec2Client.builder(), uri, credentials)) {
                        ec2.describeInstances();
                    }
                }
                case "iam" -> {
                    try (var iam = SdkClients.client(IamClient.builder(), uri, credentials)) {
                        iam.listRoles();
                    }
                }
                case "iam-create" -> {
                    try (var iam = SdkClients.client(IamClient.builder(), uri, credentials)) {
                        iam.createRole(request -> request.roleName("taken").assumeRolePolicyDocument("{}"));
                    }
                }
                default -> {
                    try (var sts = SdkClients.client(StsClient.builder(), uri, credentials)) {
                        sts.getCallerIdentity();
                    }
                }
            }
        });
    }
}
