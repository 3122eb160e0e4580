package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.testing.TestEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance that shows who it is, as CloudFormation's helper scripts do (aws-cfn-bootstrap's {@code CFN_V1}). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InstanceIdentityTest {
    private static final String GOOD =
            "CFN_V1 " + encoded("i-1".getBytes(StandardCharsets.UTF_8)) + ":" + encoded(TestEndpoint.signature());

    private TestEndpoint endpoint;
    private HttpClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint = new TestEndpoint(directory, List.of());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() throws Exception {
        http.close();
        endpoint.close();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private HttpResponse<String> get(String query, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint.strictUri() + "/?" + query))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String describe(String stack) {
        return "Action=DescribeStackResource&LogicalResourceId=R&StackName=" + stack + "&Version=2010-05-15";
    }

    @Test
    void itMayDoWhatAnActionAdmits() throws Exception {
        HttpResponse<String> xml = get(describe("own"), GOOD);
        assertThat(xml.statusCode()).isEqualTo(200);
        assertThat(xml.body()).contains("<LogicalResourceId>R</LogicalResourceId>", "i-1");
        HttpResponse<String> json = get(describe("own") + "&ContentType=JSON", GOOD);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.body())
                .startsWith(
                        "{\"DescribeStackResourceResponse\":{\"DescribeStackResourceResult\":{\"StackResourceDetail\":{")
                .contains("\"Metadata\":\"{\\\"for\\\":\\\"i-1\\\"}\"", "\"ResponseMetadata\":{\"RequestId\":");
    }

    @Test
    void andNothingElse() throws Exception {
        HttpResponse<String> refused = get(describe("other") + "&ContentType=JSON", GOOD);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "\"Code\":\"AccessDenied\"",
                        "\"Type\":\"Sender\"",
                        "User: arn:aws:ec2:us-east-1:123456789012:instance/i-1 is not authorized to perform:"
                                + " cloudformation:DescribeStackResource on resource: arn:stack/other");
        assertThat(get("Action=ListRoles&Version=2010-05-08", GOOD).body())
                .contains("Unsupported AWS 'algorithm': 'CFN_V1'");
    }

    @ParameterizedTest
    @CsvSource({
        "CFN_V1 aS0x:AAAA, InvalidClientTokenId",
        "CFN_V1 aS0x, IncompleteSignature",
        "CFN_V1 %:%, IncompleteSignature",
    })
    void forgeriesAreRefused(String authorization, String code) throws Exception {
        HttpResponse<String> refused = get(describe("own"), authorization);
        assertThat(refused.body()).contains("<Code>" + code + "</Code>");
    }
}
