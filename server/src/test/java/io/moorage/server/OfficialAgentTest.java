package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exchanges that were recorded between the official agent (1.73.0) and its backend, replayed against the control plane over real
 * websockets with real signatures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OfficialAgentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger machines = new AtomicInteger(1);
    private SimulatedServer server;
    private SigningCredentials keys;
    private String taskRole;
    private OfficialAgent agent;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        AgentKeys made = new AgentKeys(server);
        keys = made.user("agent");
        taskRole = made.role("task", "{\"Service\":\"ecs-tasks.amazonaws.com\"}");
        AgentKeys.done(server.ecs("CreateCluster", "{\"clusterName\":\"c1\"}"));
        define(
                "web",
                "{\"name\":\"web\",\"image\":\"bb:latest\",\"memory\":32,\"essential\":true,"
                        + "\"portMappings\":[{\"containerPort\":80}],\"mountPoints\":[{\"sourceVolume\":\"hv\",\"containerPath\":\"/data\"}],"
                        + "\"healthCheck\":{\"command\":[\"CMD-SHELL\",\"exit 0\"]}}",
                ",\"taskRoleArn\":\"" + taskRole
                        + "\",\"volumes\":[{\"name\":\"hv\",\"host\":{\"sourcePath\":\"/srv/vol\"}}]");
        define(
                "plain",
                "{\"name\":\"web\",\"image\":\"bb:latest\",\"memory\":32},"
                        + "{\"name\":\"init\",\"image\":\"bb:latest\",\"memory\":32,\"essential\":false}",
                "");
    }

    @BeforeEach
    void join() throws Exception {
        agent = new OfficialAgent(server, http, keys, "c1");
        agent.register(document(), "", 4096);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        server.close();
    }

    private String document() {
        return "{\\\"instanceId\\\":\\\"i-%017x\\\"}".formatted(machines.getAndIncrement());
    }

    private void define(String family, String containers, String more) throws Exception {
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"" + family + "\",\"containerDefinitions\":[" + containers + "]" + more + "}"));
    }

    /** Connected, and known to be: the first heartbeat comes when it is. */
    private OfficialAgent.Wire connected(boolean sendCredentials) throws Exception {
        OfficialAgent.Wire acs = agent.acs(sendCredentials);
        acs.next("HeartbeatMessage");
        return acs;
    }

    private String start(String family) throws Exception {
        String answer = AgentKeys.done(server.ecs(
                "StartTask",
                "{\"cluster\":\"c1\",\"taskDefinition\":\"" + family + "\",\"containerInstances\":[\""
                        + agent.instance() + "\"]}"));
        String arn = JSON.readTree(answer).path("tasks").path(0).path("taskArn").asText();
        assertThat(arn).as(answer).isNotEmpty();
        return arn;
    }

    private JsonNode task(String arn) throws Exception {
        return JSON.readTree(server.ecs("DescribeTasks", "{\"cluster\":\"c1\",\"tasks\":[\"" + arn + "\"]}")
                        .body())
                .path("tasks")
                .path(0);
    }

    private JsonNode instance(String arn) throws Exception {
        String asked = "{\"cluster\":\"c1\",\"containerInstances\":[\"" + arn
                + "\"],\"include\":[\"CONTAINER_INSTANCE_HEALTH\"]}";
        return JSON.readTree(server.ecs("DescribeContainerInstances", asked).body())
                .path("containerInstances")
                .path(0);
    }

    private void submit(String body) throws Exception {
        assertThat(agent.done("SubmitTaskStateChange", body)
                        .path("acknowledgment")
                        .asText())
                .isEqualTo("ACK");
    }

    /** "Every request attribute must be in the reply with the same value"; "on re-registration containerInstanceArn: same ARN back". */
    @Test
    void aRegistrationIsEchoedAndRepeated() throws Exception {
        String request = agent.registration(document(), ",{\"name\":\"rack\",\"value\":\"r1\"}", 24_105);
        JsonNode made = agent.done("RegisterContainerInstance", request).path("containerInstance");
        JsonNode wanted = JSON.readTree(request).path("attributes");
        for (JsonNode each : wanted) {
            assertThat(made.path("attributes"))
                    .anyMatch(given -> given.path("name").equals(each.path("name"))
                            && given.path("value")
                                    .asText()
                                    .equals(each.path("value").asText()));
        }
        String arn = made.path("containerInstanceArn").asText();
        String again = request.replaceFirst("\\{", "{\"containerInstanceArn\":\"" + arn + "\",");
        assertThat(agent.done("RegisterContainerInstance", again)
                        .path("containerInstance")
                        .path("containerInstanceArn")
                        .asText())
                .isEqualTo(arn);
    }

    /** API_VersionInfo, dockerVersion: agents tell it when they connect; another registration does not take it away. */
    @Test
    void theEnginesVersionIsThatOfTheConnection() throws Exception {
        String machine = document();
        agent.register(machine, "", 4096);
        OfficialAgent.Wire ignored = connected(true);
        assertThat(dockerVersion()).isEqualTo("DockerVersion: 20.10.24+dfsg1");
        agent.done(
                "RegisterContainerInstance",
                agent.registration(machine, "", 4096)
                        .replaceFirst("\\{", "{\"containerInstanceArn\":\"" + agent.instance() + "\","));
        assertThat(dockerVersion()).isEqualTo("DockerVersion: 20.10.24+dfsg1");
    }

    private String dockerVersion() throws Exception {
        String answer = AgentKeys.done(server.ecs(
                "DescribeContainerInstances",
                "{\"cluster\":\"c1\",\"containerInstances\":[\"" + agent.instance() + "\"]}"));
        return JSON.readTree(answer)
                .at("/containerInstances/0/versionInfo/dockerVersion")
                .asText();
    }

    /** "ClientException and message exactly Cluster not found."; "ClientException on re-register (Container instance is not found.)". */
    @Test
    void refusalsAreThoseThatTheAgentLooksFor() throws Exception {
        var nowhere = agent.call("RegisterContainerInstance", "{\"cluster\":\"nowhere\"}");
        assertThat(nowhere.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(nowhere.body()).path("__type").asText()).endsWith("ClientException");
        assertThat(nowhere.body()).contains("\"Cluster not found.\"");
        var gone = agent.call(
                "RegisterContainerInstance",
                agent.registration(document(), "", 64)
                        .replaceFirst("\\{", "{\"containerInstanceArn\":\"" + agent.instance() + "0\","));
        assertThat(gone.body()).contains("ClientException").contains("Container instance is not found.");
    }

    /** "Heartbeat: HeartbeatAckRequest"; "agent liveness = open ACS websocket (agentConnected)". */
    @Test
    void aConnectedAgentIsLiveAndHeartbeatsAreOfTheStockForm() throws Exception {
        OfficialAgent.Wire acs = agent.acs(true);
        JsonNode heartbeat = acs.next("HeartbeatMessage");
        assertThat(heartbeat.path("healthy").asBoolean()).isTrue();
        assertThat(heartbeat.has("leaseMillis")).isFalse();
        acs.say("{\"type\":\"HeartbeatAckRequest\",\"message\":{\"messageId\":\""
                + heartbeat.path("messageId").asText() + "\"}}");
        assertThat(instance(agent.instance()).path("agentConnected").asBoolean())
                .isTrue();
        acs.drop();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !instance(agent.instance()).path("agentConnected").asBoolean());
    }

    /** The life of a task as it was recorded: payload, ack, RUNNING with bindings, health by TCS, STOPPED by payload with exit code 137. */
    @Test
    void aTaskRunsAndIsStopped() throws Exception {
        OfficialAgent.Wire acs = connected(true);
        String arn = start("web");
        JsonNode payload = acs.payload(arn, "RUNNING");
        assertThat(payload.path("clusterArn").asText()).endsWith(":cluster/c1");
        assertThat(payload.path("containerInstanceArn").asText()).isEqualTo(agent.instance());
        JsonNode task = payload.path("tasks").path(0);
        assertThat(payload.path("tasks")).hasSize(1);
        assertThat(task.path("roleCredentials").path("roleArn").asText()).isEqualTo(taskRole);
        assertThat(task.path("volumes").path(0).path("host").path("sourcePath").asText())
                .isEqualTo("/srv/vol");
        assertThat(task.path("containers").path(0).path("healthCheckType").asText())
                .isEqualTo("docker");
        acs.ack(payload);
        acs.say(
                "{\"type\":\"IAMRoleCredentialsAckRequest\",\"message\":{\"credentialsId\":\"c\",\"expiration\":\"x\",\"messageId\":\"m\"}}");

        String running =
                "{\"cluster\":\"c1\",\"task\":\"" + arn + "\",\"status\":\"RUNNING\",\"reason\":\"\",\"containers\":["
                        + "{\"containerName\":\"web\",\"runtimeId\":\"cf6449\",\"status\":\"RUNNING\",\"networkBindings\":"
                        + "[{\"bindIP\":\"0.0.0.0\",\"containerPort\":80,\"hostPort\":32768,\"protocol\":\"tcp\"}]}]}";
        submit(running);
        submit(running);
        assertThat(task(arn).path("lastStatus").asText()).isEqualTo("RUNNING");
        assertThat(task(arn)
                        .path("containers")
                        .path(0)
                        .path("networkBindings")
                        .path(0)
                        .path("hostPort")
                        .asInt())
                .isEqualTo(32_768);

        OfficialAgent.Wire tcs = agent.tcs();
        tcs.saySigned(health(arn, "HEALTHY"));
        tcs.next("AckPublishHealth");
        assertThat(task(arn).path("healthStatus").asText()).isEqualTo("HEALTHY");

        AgentKeys.done(server.ecs("StopTask", "{\"cluster\":\"c1\",\"task\":\"" + arn + "\"}"));
        JsonNode stop = acs.payload(arn, "STOPPED");
        assertThat(stop.path("seqNum").asLong())
                .isGreaterThan(payload.path("seqNum").asLong());
        assertThat(stop.path("clusterArn").asText()).isNotEmpty();
        acs.ack(stop);
        submit("{\"cluster\":\"c1\",\"task\":\"" + arn + "\",\"status\":\"STOPPED\",\"reason\":\"\","
                + "\"executionStoppedAt\":1795364463.217,\"containers\":[{\"containerName\":\"web\",\"exitCode\":137,"
                + "\"runtimeId\":\"cf6449\",\"status\":\"STOPPED\"}]}");
        JsonNode stopped = task(arn);
        assertThat(stopped.path("lastStatus").asText()).isEqualTo("STOPPED");
        assertThat(stopped.path("stopCode").asText()).isEqualTo("UserInitiated");
        assertThat(stopped.path("containers").path(0).path("exitCode").asInt()).isEqualTo(137);
        submit(running);
        assertThat(task(arn).path("lastStatus").asText())
                .as("a stopped task is final")
                .isEqualTo("STOPPED");
        acs.drop();
        tcs.drop();
    }

    private String health(String taskArn, String status) {
        return "{\"type\":\"PublishHealthRequest\",\"message\":{\"metadata\":{\"cluster\":\"c1\",\"containerInstance\":\""
                + agent.instance() + "\",\"fin\":true,\"messageId\":\"h\"},\"tasks\":[{\"taskArn\":\"" + taskArn
                + "\",\"taskDefinitionFamily\":\"web\",\"taskDefinitionVersion\":\"1\",\"containers\":[{\"containerName\":\"web\","
                + "\"healthStatus\":\"" + status + "\",\"statusSince\":1795364225.471}]}],\"timestamp\":1795364225.5}}";
    }

    /** "One list may hold the same container twice, in order"; "exitCode ignored on RUNNING"; "containers may be []". */
    @Test
    void reportsAreAppliedInOrderAndToleratedAsTheyCome() throws Exception {
        OfficialAgent.Wire acs = connected(true);
        String arn = start("plain");
        submit("{\"cluster\":\"c1\",\"task\":\"" + arn + "\",\"status\":\"RUNNING\",\"reason\":\"\",\"containers\":["
                + "{\"containerName\":\"init\",\"runtimeId\":\"a\",\"status\":\"RUNNING\",\"exitCode\":7},"
                + "{\"containerName\":\"init\",\"runtimeId\":\"a\",\"status\":\"STOPPED\",\"exitCode\":7},"
                + "{\"containerName\":\"web\",\"runtimeId\":\"b\",\"status\":\"RUNNING\"}]}");
        for (JsonNode container : task(arn).path("containers")) {
            boolean init = container.path("name").asText().equals("init");
            assertThat(container.path("lastStatus").asText()).isEqualTo(init ? "STOPPED" : "RUNNING");
            assertThat(container.path("exitCode").asInt(-1)).isEqualTo(init ? 7 : -1);
        }
        submit("{\"cluster\":\"c1\",\"task\":\"" + arn
                + "\",\"attachments\":[{\"attachmentArn\":\"arn:a\",\"status\":\"ATTACHED\"}]}");
        submit("{\"cluster\":\"c1\",\"task\":\"" + arn
                + "\",\"managedAgents\":[{\"containerName\":\"web\",\"managedAgentName\":"
                + "\"ExecuteCommandAgent\",\"status\":\"RUNNING\"}]}");
        assertThat(agent.done(
                                "SubmitAttachmentStateChanges",
                                "{\"cluster\":\"c1\",\"attachments\":[{\"attachmentArn\":\"arn:a\",\"status\":\"ATTACHED\"}]}")
                        .path("acknowledgment")
                        .asText())
                .isEqualTo("ACK");
        agent.done(
                "SubmitContainerStateChange",
                "{\"cluster\":\"c1\",\"task\":\"" + arn
                        + "\",\"containerName\":\"web\",\"status\":\"RUNNING\",\"runtimeId\":\"b\"}");
        assertThat(task(arn).path("lastStatus").asText()).isEqualTo("RUNNING");
        submit(
                "{\"cluster\":\"c1\",\"task\":\"" + arn
                        + "\",\"status\":\"STOPPED\",\"reason\":\"UnrecogniedTaskError: Error loading task - x\",\"containers\":[]}");
        assertThat(task(arn).path("lastStatus").asText()).isEqualTo("STOPPED");
        acs.drop();
    }

    /** "Unsent acks are thrown away on disconnect, so re-send unacked messages on the new connection". */
    @Test
    void whatWasNotAcknowledgedIsSentAgainOnTheNextConnection() throws Exception {
        OfficialAgent.Wire first = connected(true);
        String arn = start("web");
        JsonNode before = first.payload(arn, "RUNNING");
        first.say("{\"type\":\"NackRequest\",\"message\":{\"cluster\":\"c1\",\"containerInstance\":\""
                + agent.instance() + "\",\"messageId\":\"other\",\"reason\":\"Updates are disabled\"}}");
        first.drop();

        OfficialAgent.Wire second = connected(false);
        JsonNode again = second.payload(arn, "RUNNING");
        assertThat(again.path("seqNum").asLong())
                .isGreaterThan(before.path("seqNum").asLong());
        assertThat(again.path("messageId").asText())
                .isNotEqualTo(before.path("messageId").asText());
        second.drop();
    }

    /** "On sendCredentials=true send an IAMRoleCredentialsMessage for every live task with a role"; "the same credentialsId". */
    @Test
    void anAgentThatStartsOverGetsTheCredentialsOfItsTasks() throws Exception {
        OfficialAgent.Wire first = connected(true);
        String arn = start("web");
        JsonNode payload = first.payload(arn, "RUNNING");
        first.ack(payload);
        submit("{\"cluster\":\"c1\",\"task\":\"" + arn
                + "\",\"status\":\"RUNNING\",\"containers\":[{\"containerName\":\"web\",\"status\":\"RUNNING\"}]}");
        first.drop();

        OfficialAgent.Wire second = connected(true);
        JsonNode credentials = second.next("IAMRoleCredentialsMessage");
        assertThat(credentials.path("taskArn").asText()).isEqualTo(arn);
        assertThat(credentials.path("roleType").asText()).isEqualTo("TaskApplication");
        assertThat(credentials.path("roleCredentials").path("credentialsId"))
                .isEqualTo(payload.path("tasks").path(0).path("roleCredentials").path("credentialsId"));
        second.drop();
    }

    /**
     * "Answer with an empty stopTasks and stop surplus tasks by a PayloadMessage"; the manifest "is used only if timeline > remembered
     * number (payload seqNums count too)".
     */
    @Test
    void surplusTasksAreNamedByTheAgentAndStoppedByPayloads() throws Exception {
        OfficialAgent.Wire former = connected(true);
        String wanted = start("plain");
        former.ack(former.payload(wanted, "RUNNING"));
        OfficialAgent.Wire acs = connected(true);
        JsonNode manifest = acs.next("TaskManifestMessage");
        assertThat(manifest.path("tasks")).hasSize(1);
        assertThat(manifest.path("tasks").path(0).path("taskArn").asText()).isEqualTo(wanted);
        acs.ack(manifest);
        String surplus = wanted.replaceFirst("[^/]+$", "0".repeat(32));
        acs.say("{\"type\":\"TaskStopVerificationMessage\",\"message\":{\"messageId\":\""
                + manifest.path("messageId").asText()
                + "\",\"stopCandidates\":[{\"desiredStatus\":\"STOPPED\",\"taskArn\":\"" + surplus
                + "\",\"taskClusterArn\":\"c\"},"
                + "{\"desiredStatus\":\"STOPPED\",\"taskArn\":\"" + wanted + "\",\"taskClusterArn\":\"c\"}]}}");
        JsonNode verified = acs.next("TaskStopVerificationAck");
        assertThat(verified.path("messageId")).isEqualTo(manifest.path("messageId"));
        assertThat(verified.path("stopTasks")).isEmpty();
        JsonNode stop = acs.payload(surplus, "STOPPED");
        acs.ack(stop);
        assertThat(task(wanted).path("desiredStatus").asText()).isEqualTo("RUNNING");
        acs.drop();

        OfficialAgent.Wire next = connected(false);
        assertThat(next.next("TaskManifestMessage").path("timeline").asLong())
                .isGreaterThan(stop.path("seqNum").asLong());
        next.drop();
    }

    /** "One open connection per instance (newest wins)"; "1000: reconnect at once". */
    @Test
    void theNewestConnectionWins() throws Exception {
        OfficialAgent.Wire old = connected(true);
        OfficialAgent.Wire young = connected(false);
        assertThat(old.end()).startsWith("closed 1000");
        assertThat(instance(agent.instance()).path("agentConnected").asBoolean())
                .isTrue();
        young.drop();
    }

    /** "Answers: AckPublishMetric, AckPublishHealth, AckPublishInstanceStatus: only these reset the inactivity timer". */
    @Test
    void telemetryIsAcknowledgedByItsKind() throws Exception {
        OfficialAgent.Wire tcs = agent.tcs();
        String metadata = "\"metadata\":{\"cluster\":\"c1\",\"containerInstance\":\"" + agent.instance()
                + "\",\"fin\":true,\"idle\":true,\"messageId\":\"m\"},\"timestamp\":1795364138.4";
        tcs.saySigned("{\"type\":\"PublishMetricsRequest\",\"message\":{" + metadata + "}}");
        assertThat(tcs.next("AckPublishMetric").path("message").asText()).isEqualTo("OK");
        tcs.saySigned("{\"type\":\"PublishMetricsRequest\",\"message\":{"
                + metadata.replace("true,\"messageId", "false,\"messageId")
                + ",\"taskMetrics\":[{\"taskArn\":\"arn:t\",\"taskDefinitionFamily\":\"web\",\"taskDefinitionVersion\":\"1\",\"containerMetrics\":"
                + "[{\"containerName\":\"web\",\"cpuStatsSet\":{\"min\":1,\"max\":2,\"sampleCount\":3,\"sum\":4.5},\"memoryStatsSet\":"
                + "{\"min\":1,\"max\":2,\"sampleCount\":3,\"sum\":4},\"networkStatsSet\":{\"rxBytes\":{\"min\":1,\"max\":2,\"sampleCount\":3,\"sum\":4,"
                + "\"overflowMax\":9}}}]}]}}");
        tcs.next("AckPublishMetric");
        String status =
                "{\"type\":\"PublishInstanceStatusRequest\",\"message\":{\"metadata\":{\"cluster\":\"c1\",\"containerInstance\":\"i\","
                        + "\"requestId\":\"r\"},\"statuses\":[{\"type\":\"ContainerRuntime\",\"status\":\"%s\",\"lastUpdated\":-6795364578.871,"
                        + "\"lastStatusChange\":-6795364578.871}],\"timestamp\":1795364138.4}}";
        tcs.saySigned(status.formatted("INITIALIZING"));
        tcs.next("AckPublishInstanceStatus");
        tcs.saySigned(status.formatted("IMPAIRED"));
        tcs.next("AckPublishInstanceStatus");
        assertThat(instance(agent.instance())
                        .path("healthStatus")
                        .path("overallStatus")
                        .asText())
                .isEqualTo("IMPAIRED");
        tcs.drop();
    }
}
