package io.moorage.agent.api;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.EnvironmentFiles;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Pass environment variables to an Amazon ECS container". */
final class S3EnvironmentFilesTest {
    private static final String ARN = "arn:aws:s3:::bucket/a dir/my.env";

    private HttpServer s3;
    private S3EnvironmentFiles files;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String asked = "";

    @BeforeEach
    void serve() throws IOException {
        s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        s3.createContext("/", exchange -> {
            try (exchange) {
                asked = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization");
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        s3.start();
        files = new S3EnvironmentFiles(
                new Apis(
                        HttpClient.newHttpClient(),
                        "http://127.0.0.1:" + s3.getAddress().getPort(),
                        "us-east-1",
                        () -> new SigningCredentials("AK", "secret", null),
                        InstantSource.system()),
                new TaskCredentials());
    }

    @AfterEach
    void stop() {
        s3.stop(0);
    }

    private static TaskPayload asking() {
        return task(
                "a",
                List.of(),
                ContainerBuilder.named("db")
                        .environmentFiles(List.of(new EnvironmentFilePayload(ARN, EnvironmentFilePayload.S3)))
                        .build());
    }

    @Test
    void anObjectIsReadSigned() throws Exception {
        answer = "A=1\n";
        assertThat(files.read(asking())).isEqualTo(Map.of(ARN, Map.of("A", "1")));
        assertThat(asked).startsWith("GET /bucket/a%20dir/my.env ").contains("/us-east-1/s3/aws4_request");
    }

    /** "Each line in an environment file contains an environment variable in VARIABLE=VALUE format"; "#" begins a comment. */
    @Test
    void aLineIsAVariable() {
        assertThat(EnvironmentFiles.parse("""
                # PASSWORD=commented out
                A=1
                QUOTED="a = b"
                SPACED = x\s
                no sign
                =no name
                NO_VALUE=
                A=2
                """)).isEqualTo(Map.of("A", "2", "QUOTED", "\"a = b\"", "SPACED ", " x "));
    }

    /** ECS developer guide, "Stopped tasks error messages": ResourceInitializationError. */
    @Test
    void whatIsMissingOrDeniedIsRefusedAndWhatIsAwayIsNot() {
        status = 404;
        answer = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";
        assertThatThrownBy(() -> files.read(asking()))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessage(
                        "ResourceInitializationError: failed to download env files: unable to download env file with"
                                + " key a dir/my.env from bucket bucket: NoSuchKey: The specified key does not exist.");
        status = 400;
        answer = "<Error><Code>ExpiredToken</Code><Message>expired</Message></Error>";
        assertThatThrownBy(() -> files.read(asking())).isInstanceOf(IOException.class);
        status = 503;
        answer = "";
        assertThatThrownBy(() -> files.read(asking())).isInstanceOf(IOException.class);
    }

    @Test
    void aFileWithoutEndIsRefused() {
        answer = "A=" + "x".repeat(2 << 20);
        assertThatThrownBy(() -> files.read(asking()))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("larger than");
    }
}
