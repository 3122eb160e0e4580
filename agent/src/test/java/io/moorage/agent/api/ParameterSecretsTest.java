package io.moorage.agent.api;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.SecretPayload;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Pass Systems Manager parameters through Amazon ECS environment variables". */
final class ParameterSecretsTest {
    private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/db/password";

    private HttpServer ssm;
    private ParameterSecrets secrets;
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile String asked = "";

    @BeforeEach
    void serve() throws IOException {
        ssm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        ssm.createContext("/", exchange -> {
            try (exchange) {
                asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        ssm.start();
        secrets = new ParameterSecrets(
                new Apis(
                        HttpClient.newHttpClient(),
                        "http://127.0.0.1:" + ssm.getAddress().getPort(),
                        "us-east-1",
                        () -> new SigningCredentials("AK", "secret", null),
                        InstantSource.system()),
                new TaskCredentials());
    }

    @AfterEach
    void stop() {
        ssm.stop(0);
    }

    private static TaskPayload taskWith(String... references) {
        List<SecretPayload> secrets = Stream.of(references)
                .map(each -> new SecretPayload("N" + each.length(), each, null, null, "ssm", "CONTAINER"))
                .toList();
        return task(
                "a", List.of(), ContainerBuilder.named("db").secrets(secrets).build());
    }

    /** "If the parameter exists in the same Region as the task, you can use either the full ARN or the name." */
    @Test
    void aParameterIsNamedByNameOrArn() throws Exception {
        answer =
                "{\"Parameters\":[{\"Name\":\"/db/password\",\"Value\":\"hush\"},{\"Name\":\"plain\",\"Value\":\"p\"}]}";
        assertThat(secrets.read(taskWith(ARN, "plain"))).isEqualTo(Map.of(ARN, "hush", "plain", "p"));
        assertThat(asked).contains("\"Names\":[\"/db/password\",\"plain\"]").contains("\"WithDecryption\":true");
    }

    /** ECS developer guide, "Stopped tasks error messages": ResourceInitializationError. */
    @Test
    void whatIsMissingOrDeniedIsRefusedAndWhatIsAwayIsNot() {
        answer = "{\"Parameters\":[],\"InvalidParameters\":[\"plain\"]}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageStartingWith("ResourceInitializationError: unable to pull secrets or registry auth")
                .hasMessageEndingWith("invalid parameters: plain");
        status = 400;
        answer = "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("AccessDeniedException");
        status = 503;
        answer = "{}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain"))).isInstanceOf(IOException.class);
    }
}
