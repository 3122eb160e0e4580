package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that are wrong before any argument is looked at: signatures, methods, targets, encodings, sizes, and ends that come too
 * early. Against the whole server, each service in its own words.
 */
final class BadRequestTest extends UnharmedAccount {
    /** AWS General Reference, "Common errors"; each service's code for the same mistake. */
    @ParameterizedTest
    @CsvSource({
        "ecs, InvalidSignatureException, 400, the-wrong-secret, 0, signature",
        "ecs, InvalidSignatureException, 400, right, -20, Signature expired",
        "ecs, InvalidSignatureException, 400, right, 20, Signature not yet current",
        "elasticfilesystem, InvalidSignatureException, 403, the-wrong-secret, 0, signature",
        "elasticfilesystem, InvalidSignatureException, 403, right, -20, Signature expired",
        "iam, SignatureDoesNotMatch, 403, the-wrong-secret, 0, signature",
        "iam, SignatureDoesNotMatch, 403, right, 20, Signature not yet current",
        "ec2, AuthFailure, 401, the-wrong-secret, 0, not able to validate the provided access credentials",
        "ec2, RequestExpired, 400, right, -20, Request has expired.",
    })
    void issuedKeys(String service, String code, int status, String secret, int minutes, String message)
            throws Exception {
        HttpResponse<String> answer = signed(service, secret, minutes);

        refused(answer, status, code, message);
    }

    /** The same calls with the right secret at the right time are allowed or denied, by what alice may do. */
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "elasticfilesystem", "iam", "ec2"})
    void aRightSignatureIsNoMistake(String service) throws Exception {
        assertThat(signed(service, "right", 0).body()).contains("is not authorized to perform");
    }

    private HttpResponse<String> signed(String service, String secret, int minutes) throws Exception {
        String body =
                switch (service) {
                    case "ecs" -> "{}";
                    case "iam" -> "Action=ListRoles&Version=2010-05-08";
                    case "ec2" -> "Action=CreateDefaultVpc&Version=2016-11-15";
                    default -> "";
                };
        boolean rest = service.equals("elasticfilesystem");
        Map<String, String> headers = new HashMap<>();
        if (service.equals("ecs")) {
            headers.put("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters");
        }
        String path = rest ? "/2015-02-01/file-systems" : "/";
        Map<String, String> covered = new HashMap<>(headers);
        covered.put("Host", server.uri().getAuthority());
        Instant now = InstantSource.system().instant().plus(Duration.ofMinutes(minutes));
        headers.putAll(new SigV4Signer("us-east-1", service)
                .sign(
                        secret.equals("right") ? alice : new SigningCredentials(alice.accessKeyId(), secret, null),
                        rest ? "GET" : "POST",
                        path,
                        "",
                        covered,
                        SimulatedServer.bytes(body),
                        now));
        return server.sendSigned(rest ? "GET" : "POST", path, headers, SimulatedServer.bytes(body));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | ecs | AmazonEC2ContainerServiceV20141113.CreateCluster | {} | UnknownOperationException | PUT
            GET    | ecs | AmazonEC2ContainerServiceV20141113.CreateCluster | {} | UnknownOperationException | GET
            DELETE | iam | - | Action=CreateUser&UserName=bob&Version=2010-05-08 | InvalidAction | DELETE
            PUT    | ec2 | - | Action=CreateVpc&CidrBlock=10.0.0.0/16&Version=2016-11-15 | InvalidAction | PUT
            POST   | ecs | AmazonEC2ContainerServiceV20141113.Fly | {} | UnknownOperationException | Fly
            POST   | ecs | AmazonECS.CreateCluster | {} | UnknownOperationException | AmazonECS.CreateCluster
            POST   | ecs | - | {"clusterName":"c"} | UnknownOperationException | ''
            POST   | iam | - | {"UserName":"bob"} | MissingAction | Action
            POST   | ec2 | - | <RunInstances/> | MissingAction | Action
            """)
    void wrongMethodsTargetsAndForms(
            String method, String service, String target, String body, String code, String message) throws Exception {
        Map<String, String> headers = new HashMap<>();
        if (!target.equals("-")) {
            headers.put("X-Amz-Target", target);
        }
        HttpResponse<String> answer = server.send(service, method, "/", headers, SimulatedServer.bytes(body));

        refused(answer, 400, code, message);
    }

    /** RFC 8259 section 8.1 and the query protocols: text is UTF-8. */
    @Test
    void textThatIsNoUtf8IsRefused() throws Exception {
        byte[] json = "{\"clusterName\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> target = Map.of("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.CreateCluster");
        refused(server.send("ecs", "POST", "/", target, json), 400, "SerializationException", "not valid JSON");
        refused(server.efs("POST", "/2015-02-01/file-systems?x=%FF", "{}"), 400, "ErrorCode", "");
        String user = "Action=CreateUser&Version=2010-05-08&Path=/&UserName=";
        byte[] form = (user + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        refused(server.send("iam", "POST", "/", Map.of(), form), 400, "MalformedQueryString", "syntax error");
        String vpc = "Action=CreateSecurityGroup&Version=2016-11-15&GroupName=g&GroupDescription=%FF";
        refused(
                server.send("ec2", "POST", "/", Map.of(), SimulatedServer.bytes(vpc)),
                400,
                "MalformedQueryString",
                "syntax error");
    }

    /** A body that nests deeper than any shape is refused before it costs a stack. */
    @Test
    void deepNestingIsRefused() throws Exception {
        String deep = "[".repeat(100_000);
        refused(server.ecs("CreateCluster", "{\"x\":" + deep), 400, "SerializationException", "not valid JSON");
        refused(server.ecs("CreateCluster", "{\"tags\":" + deep), 400, "SerializationException", "");
        refused(
                server.efs("POST", "/2015-02-01/file-systems", "{\"Tags\":" + deep),
                400,
                "\"ErrorCode\":\"BadRequest\"",
                "");
        refused(
                server.ec2("Action=DescribeVpcs&" + "a.".repeat(10_000) + "a=1"),
                400,
                "MalformedQueryString",
                "syntax error");
        String policy = encoded("{\"Statement\":" + deep + "}");
        refused(
                server.iam("Action=PutRolePolicy&RoleName=taken&PolicyName=p&PolicyDocument=" + policy),
                400,
                "<Code>",
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "ecs, RequestEntityTooLargeException",
        "elasticfilesystem, RequestEntityTooLargeException",
        "iam, RequestEntityTooLarge",
        "ec2, RequestEntityTooLarge",
    })
    void oversizeBodiesAreRefused(String service, String code) throws Exception {
        String path = service.equals("elasticfilesystem") ? "/2015-02-01/file-systems" : "/";
        HttpResponse<String> answer = server.send(service, "POST", path, Map.of(), new byte[1024 * 1024 + 1]);

        refused(answer, 413, code, "larger than 1048576 bytes");
    }

    /** RFC 9112 section 8: a message that ends before its length is incomplete, and is not carried out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST",
                "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-",
                "POST / HTTP/1.1\r\nHost: x\r\n{signed}Content-Length: 50\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\n{signed}Content-Length: 50\r\n\r\n{\"clusterName\":\"half\"}",
                "POST / HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "{signed}Transfer-Encoding: chunked\r\n\r\n"
                        + "16\r\n"
                        + "{\"clusterName\":\"half\"}\r\n",
                "GET /_moorage/ready HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na",
            })
    void halfARequestIsNotCarriedOut(String half) throws Exception {
        String signed =
                "X-Amz-Target: AmazonEC2ContainerServiceV20141113.CreateCluster\r\nX-Amz-Date: 20261122T180000Z\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/ecs/aws4_request,"
                        + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=00\r\n";
        String answer = exchange(half.replace("{signed}", signed));

        assertThat(answer).matches(each -> each.isEmpty() || each.startsWith("HTTP/1.1 400 "), "empty or 400");
        assertThat(answer).doesNotContain("\tat ").doesNotContain("Exception:");
    }

    @Test
    void aHeadWithoutEndIsRefused() throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Security-Token: " + "a".repeat(64 * 1024)))
                .startsWith("HTTP/1.1 431 ");
    }

    /** Sends, ends the sending side, and reads what comes until the server closes, for at most ten seconds. */
    private String exchange(String content) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            try (InputStream in = socket.getInputStream()) {
                socket.getOutputStream().write(content.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException closed) {
                return "";
            }
        }
    }
}
