package io.moorage.agent.logs;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.api.Apis;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.task.ContainerSpecs;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.DockerConfig;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECS developer guide, "Send Amazon ECS logs to CloudWatch". */
final class LogShipperTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeRuntime runtime = new FakeRuntime();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile boolean groupIsThere;
    private HttpServer logs;
    private LogShipper shipper;

    @TempDir
    Path home = Path.of("");

    @BeforeEach
    void start() throws IOException {
        logs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        logs.createContext("/", this::answer);
        logs.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        logs.start();
        Apis apis = new Apis(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + logs.getAddress().getPort(),
                "us-east-1",
                () -> new SigningCredentials("AK", "secret", null),
                InstantSource.system());
        shipper = new LogShipper(apis, new TaskCredentials(), runtime, home.resolve("logs"));
    }

    @AfterEach
    void stop() {
        logs.stop(0);
    }

    /** CloudWatch Logs, as far as it is asked here. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            calls.add(call);
            String refusal = "";
            if (call.equals("CreateLogGroup")) {
                groupIsThere = true;
            } else if (call.equals("CreateLogStream") && !groupIsThere) {
                refusal =
                        "{\"__type\":\"ResourceNotFoundException\",\"message\":\"The specified log group does not exist.\"}";
            } else if (call.equals("PutLogEvents") && !away) {
                request.path("logEvents")
                        .forEach(each -> taken.add(each.path("message").asText()));
            }
            byte[] body = (refusal.isEmpty() ? "{}" : refusal).getBytes(StandardCharsets.UTF_8);
            int status = away ? 503 : refusal.isEmpty() ? 200 : 400;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static TaskPayload logging(String options) {
        return logging("awslogs", options, List.of());
    }

    private static TaskPayload logging(String driver, String options, List<SecretPayload> secrets) {
        ContainerPayload db = ContainerBuilder.named("db")
                .docker(new DockerConfig(
                        "1.18",
                        "{}",
                        "{\"LogConfig\":{\"Type\":\"" + driver + "\",\"Config\":{\"awslogs-group\":\"g\","
                                + "\"awslogs-stream\":\"s\"" + options + "}}}"))
                .secrets(secrets)
                .build();
        return task("a", List.of(), db);
    }

    private void begin(TaskPayload task) throws Exception {
        Optional<ContainerSpec.LogDriver> driver =
                shipper.prepare(task, task.containers().getFirst(), Map.of());
        String name = runtime.create(ContainerSpecs.of(
                task, task.containers().getFirst(), new ContainerSpecs.Found(Map.of(), Map.of(), Map.of(), driver)));
        runtime.start(name);
        shipper.follow(task, task.containers().getFirst(), name, true);
    }

    private void write(int second, String text) {
        runtime.write("db", new LogLine(T.plusSeconds(second), text));
    }

    /** What is written while CloudWatch Logs is away is there when it is back, in order and once. */
    @Test
    void nothingIsLostWhileCloudWatchLogsIsAway() throws Exception {
        groupIsThere = true;
        TaskPayload task = logging("");
        begin(task);
        assertThat(runtime.spec("db").logDriver().orElseThrow().type())
                .as("bounded, by the runtime")
                .isEqualTo("json-file");
        away = true;
        write(1, "one");
        write(2, "two");
        awaitCall("PutLogEvents");
        away = false;
        write(3, "three");
        runtime.exit("db", 0, Duration.ofSeconds(4));
        shipper.drain(task, Duration.ofSeconds(30));
        assertThat(taken).containsExactly("one", "two", "three");
    }

    private void awaitCall(String call) {
        await().atMost(Duration.ofSeconds(10)).until(() -> calls.contains(call));
    }

    /** "awslogs-create-group": "Specify whether you want the log group to be created automatically." */
    @Test
    void theGroupIsMadeWhereThatIsAskedFor() throws Exception {
        assertThatThrownBy(() -> begin(logging("")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("failed to create Cloudwatch log stream: ResourceNotFoundException");
        begin(logging(",\"awslogs-create-group\":\"true\""));
        assertThat(calls).containsExactly("CreateLogStream", "CreateLogStream", "CreateLogGroup", "CreateLogStream");
    }

    /** "awslogs-multiline-pattern": a message is "a line that matches the pattern and any following lines that don't". */
    @Test
    void linesThatFollowAreOfOneEvent() throws Exception {
        groupIsThere = true;
        TaskPayload task = logging(",\"awslogs-datetime-format\":\"%Y-%m-%d\"");
        begin(task);
        write(1, "2026-01-01 failed");
        write(2, "  at line 1");
        write(3, "2026-01-01 done");
        runtime.exit("db", 0, Duration.ofSeconds(4));
        shipper.drain(task, Duration.ofSeconds(30));
        assertThat(taken).containsExactly("2026-01-01 failed\n  at line 1", "2026-01-01 done");
    }

    /** API_LogConfiguration, secretOptions: "the secrets to pass to the log configuration". */
    @Test
    void optionsThatAreSecretsReachTheDriver() throws Exception {
        TaskPayload task = logging(
                "splunk",
                "",
                List.of(new SecretPayload("splunk-token", "/token", null, null, "ssm", SecretPayload.LOG_DRIVER)));
        assertThat(shipper.prepare(task, task.containers().getFirst(), Map.of("/token", "hush")))
                .hasValueSatisfying(driver -> {
                    assertThat(driver.type()).isEqualTo("splunk");
                    assertThat(driver.options()).containsEntry("splunk-token", "hush");
                });
        assertThat(calls).isEmpty();
    }

    /** A task must not be held up by how far its logs were sent, which the end of a machine may have cut short. */
    @Test
    void aPositionThatCannotBeReadIsNone() throws Exception {
        groupIsThere = true;
        TaskPayload task = logging("");
        Path position = home.resolve("logs")
                .resolve(ContainerSpecs.name(task, task.containers().getFirst().name()));
        Files.createDirectories(position.getParent());
        Files.writeString(position, "");
        begin(task);
        write(1, "one");
        runtime.exit("db", 0, Duration.ofSeconds(4));
        shipper.drain(task, Duration.ofSeconds(30));
        assertThat(taken).containsExactly("one");
        assertThat(position).doesNotExist();
    }

    /** Where the position cannot be kept, lines are sent all the same. */
    @Test
    void linesAreSentThoughNothingCanBeNoted() throws Exception {
        groupIsThere = true;
        TaskPayload task = logging("");
        Files.writeString(home.resolve("logs"), "no directory");
        begin(task);
        write(1, "one");
        await().until(() -> taken.size() == 1);
        write(2, "two");
        await().until(() -> taken.size() == 2);
        assertThat(taken).containsExactly("one", "two");
    }

    /** "awslogs-multiline-pattern": "a regular expression"; Docker refuses the container for what is none. */
    @Test
    void aPatternThatIsNoneIsRefusedBeforeTheContainerIsMade() {
        groupIsThere = true;
        assertThatThrownBy(() -> begin(logging(",\"awslogs-multiline-pattern\":\"[\"")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("awslogs could not parse multiline pattern key \"[\"");
        assertThat(runtime.containers()).isEmpty();
    }
}
