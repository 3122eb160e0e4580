package io.moorage.agent.metadata;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.task;
import static io.moorage.agent.TaskPayloads.withRole;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.api.Apis;
import io.moorage.agent.credentials.CredentialsEndpoint;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.task.TaskSnapshot;
import io.moorage.agent.task.TaskStateChange;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a container finds at the agent's address (ECS developer guide, "Task metadata endpoint", "Task scale-in protection endpoint"). */
final class TaskEndpointsTest {
    private static final String ID = "0123";
    private static final TaskPayload TASK = withRole(task("a", List.of(), container("db", true)));

    private final TaskCredentials credentials = new TaskCredentials();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer ecs;
    private CredentialsEndpoint endpoint;
    private volatile String asked = "";
    private volatile String signedBy = "";
    private volatile String answer = "";

    @BeforeEach
    void serve() throws IOException {
        ecs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        ecs.createContext("/", this::ecs);
        ecs.start();
        Apis apis = new Apis(
                http,
                "http://127.0.0.1:" + ecs.getAddress().getPort(),
                "us-east-1",
                () -> new SigningCredentials("INSTANCE", "secret", null),
                InstantSource.system());
        credentials.accepted(TASK);
        endpoint = new CredentialsEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials);
        MetadataEndpoint metadata = new MetadataEndpoint(
                "us-east-1a",
                "vpc-1",
                id -> id.equals(ID)
                        ? Optional.of(new MetadataEndpoint.Subject(
                                snapshot(), TASK.containers().getFirst()))
                        : Optional.empty(),
                new FakeRuntime(),
                (document, arn) -> document.putObject("TaskTags").put("team", "db"));
        endpoint.serve("/v4/", metadata);
        endpoint.serve(
                "/api/",
                new ProtectionEndpoint(apis, credentials, id -> id.equals(ID) ? Optional.of(TASK) : Optional.empty()));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        ecs.stop(0);
    }

    private static TaskSnapshot snapshot() {
        ContainerState db = new ContainerState(
                "x",
                Map.of(),
                ContainerState.Phase.RUNNING,
                OptionalInt.empty(),
                ContainerState.Health.NONE,
                false,
                List.of());
        return new TaskSnapshot(TASK, false, Reported.RUNNING, TaskStateChange.Pulls.NONE, Map.of("db", db), Map.of());
    }

    /** The control plane, as far as it is asked here. */
    private void ecs(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            signedBy = exchange.getRequestHeaders().getFirst("Authorization");
            Answers.json(exchange, 200, answer);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aContainerFindsItselfAndItsTask() throws Exception {
        assertThat(send("GET", "/v4/" + ID, "").body()).contains("\"DockerId\":\"x\"");
        assertThat(send("GET", "/v4/" + ID + "/task", "").body()).contains("\"TaskARN\":\"" + TASK.arn() + "\"");
        assertThat(send("GET", "/v4/" + ID + "/taskWithTags", "").body()).contains("\"TaskTags\":{\"team\":\"db\"}");
        assertThat(send("GET", "/v4/" + ID + "/task/stats", "").body()).isEqualTo("{\"x\":null}");
        assertThat(send("GET", "/v4/another", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/v4/" + ID + "/nothing", "").statusCode()).isEqualTo(404);
    }

    /** "The protection is set with the task's IAM role." */
    @Test
    void aTaskProtectsItselfWithItsOwnRole() throws Exception {
        answer = "{\"protectedTasks\":[{\"taskArn\":\"" + TASK.arn()
                + "\",\"protectionEnabled\":true,\"expirationDate\":1767225600.0}],\"failures\":[]}";
        String path = "/api/" + ID + "/task-protection/v1/state";
        assertThat(send("PUT", path, "{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":60}")
                        .body())
                .isEqualTo("{\"protection\":{\"ExpirationDate\":\"2026-01-01T00:00:00Z\",\"ProtectionEnabled\":true,"
                        + "\"TaskArn\":\"" + TASK.arn() + "\"}}");
        assertThat(asked)
                .startsWith("UpdateTaskProtection ")
                .contains("\"expiresInMinutes\":60")
                .contains("\"tasks\":[\"" + TASK.arn() + "\"]");
        assertThat(signedBy).contains("Credential=ASIAa/");
        answer =
                "{\"protectedTasks\":[],\"failures\":[{\"arn\":\"" + TASK.arn() + "\",\"reason\":\"TASK_NOT_VALID\"}]}";
        assertThat(send("GET", path, "").body()).contains("\"Reason\":\"TASK_NOT_VALID\"");
        assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/api/another/task-protection/v1/state", "").statusCode())
                .isEqualTo(404);
    }
}
