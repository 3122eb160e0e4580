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

/** A container instance of the official agent as it comes, goes, drains and is deregistered, and what is shown of it meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OfficialInstanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger machines = new AtomicInteger(1);
    private SimulatedServer server;
    private SigningCredentials keys;
    private OfficialAgent agent;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        keys = new AgentKeys(server).user("agent");
        AgentKeys.done(server.ecs("CreateCluster", "{\"clusterName\":\"c1\"}"));
        define("plain", "");
    }

    @BeforeEach
    void join() throws Exception {
        agent = new OfficialAgent(server, http, keys, "c1");
        agent.register("{\\\"instanceId\\\":\\\"i-%017x\\\"}".formatted(machines.getAndIncrement()), "", 4096);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        server.close();
    }

    private void define(String family, String more) throws Exception {
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"" + family + "\",\"containerDefinitions\":[{\"name\":\"a\",\"image\":\"b\",\"memory\":32"
                        + more + "}]}"));
    }

    /** Connected, and known to be: the first heartbeat comes when it is. */
    private OfficialAgent.Wire connected(boolean sendCredentials) throws Exception {
        OfficialAgent.Wire acs = agent.acs(sendCredentials);
        acs.next("HeartbeatMessage");
        return acs;
    }

    private JsonNode start(String family) throws Exception {
        return JSON.readTree(AgentKeys.done(server.ecs(
                "StartTask",
                "{\"cluster\":\"c1\",\"taskDefinition\":\"" + family + "\",\"containerInstances\":[\""
                        + agent.instance() + "\"]}")));
    }

    private String started() throws Exception {
        String arn = start("plain").path("tasks").path(0).path("taskArn").asText();
        assertThat(arn).isNotEmpty();
        return arn;
    }

    private JsonNode task(String arn) throws Exception {
        return JSON.readTree(server.ecs("DescribeTasks", "{\"cluster\":\"c1\",\"tasks\":[\"" + arn + "\"]}")
                        .body())
                .path("tasks")
                .path(0);
    }

    private JsonNode instance(String arn) throws Exception {
        return JSON.readTree(server.ecs(
                                "DescribeContainerInstances",
                                "{\"cluster\":\"c1\",\"containerInstances\":[\"" + arn + "\"]}")
                        .body())
                .path("containerInstances")
                .path(0);
    }

    private void submit(String body) throws Exception {
        assertThat(agent.done("SubmitTaskStateChange", body)
                        .path("acknowledgment")
                        .asText())
                .isEqualTo("ACK");
    }

    /** API_Task, connectivity, and connectivityAt: "the time when the task last went into CONNECTED status". */
    @Test
    void aTaskIsDisconnectedWhileItsAgentIsAway() throws Exception {
        OfficialAgent.Wire acs = connected(true);
        String arn = started();
        acs.ack(acs.payload(arn, "RUNNING"));
        String report = "{\"cluster\":\"c1\",\"task\":\"" + arn + "\",\"status\":\"%s\",\"containers\":[]}";
        submit(report.formatted("RUNNING"));
        assertThat(task(arn).path("connectivity").asText()).isEqualTo("CONNECTED");
        double since = task(arn).path("connectivityAt").asDouble();
        acs.drop();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> task(arn).path("connectivity").asText().equals("DISCONNECTED"));
        assertThat(task(arn).path("connectivityAt").asDouble()).isEqualTo(since);
        assertThat(task(arn).path("lastStatus").asText()).isEqualTo("RUNNING");

        OfficialAgent.Wire again = connected(false);
        assertThat(task(arn).path("connectivity").asText()).isEqualTo("CONNECTED");
        assertThat(task(arn).path("connectivityAt").asDouble()).isGreaterThan(since);
        submit(report.formatted("STOPPED"));
        again.drop();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !instance(agent.instance()).path("agentConnected").asBoolean());
        assertThat(task(arn).path("connectivity").asText()).as("a stopped task").isEqualTo("CONNECTED");
    }

    /** "Deregister: close ACS with 1000 and refuse upgrades with InactiveInstanceException". */
    @Test
    void aDeregisteredAgentIsToldThatItIsInactive() throws Exception {
        OfficialAgent.Wire acs = connected(true);
        AgentKeys.done(server.ecs(
                "DeregisterContainerInstance",
                "{\"cluster\":\"c1\",\"containerInstance\":\"" + agent.instance() + "\",\"force\":true}"));
        assertThat(acs.end()).startsWith("closed 1000");
        assertThat(agent.refusal(agent.instance()))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"type\":\"InactiveInstanceException\",\"message\":{\"message\":\"");
    }

    /** "The agent does not stop containers by itself, so send STOPPED payloads first and wait for the reports." */
    @Test
    void aDeregisteredAgentStopsItsTasksFirst() throws Exception {
        OfficialAgent.Wire acs = connected(true);
        String arn = started();
        acs.ack(acs.payload(arn, "RUNNING"));
        String report = "{\"cluster\":\"c1\",\"task\":\"" + arn + "\",\"status\":\"%s\",\"containers\":[]}";
        submit(report.formatted("RUNNING"));
        AgentKeys.done(server.ecs(
                "DeregisterContainerInstance",
                "{\"cluster\":\"c1\",\"containerInstance\":\"" + agent.instance() + "\",\"force\":true}"));
        acs.ack(acs.payload(arn, "STOPPED"));
        acs.drop();
        OfficialAgent.Wire again = connected(false);
        submit(report.formatted("STOPPED"));
        assertThat(again.end()).startsWith("closed 1000");
        assertThat(agent.refusal(agent.instance())).contains("InactiveInstanceException");
        assertThat(task(arn).path("stoppedReason").asText())
                .isEqualTo("Container instance deregistration forced by user");
    }

    /** "PORTS = reserved ports"; ECS guide, "API failure reasons": RESOURCE:PORTS. */
    @Test
    void theAgentsOwnPortsAreTaken() throws Exception {
        define("login", ",\"portMappings\":[{\"containerPort\":22,\"hostPort\":22}]");
        OfficialAgent.Wire acs = connected(true);
        assertThat(start("login").path("failures").findValuesAsText("reason")).containsExactly("RESOURCE:PORTS");
        acs.drop();
    }

    /** API_PutAttributes: "You can apply up to 10 custom attributes for each resource"; the agent's own do not count. */
    @Test
    void anInstanceHasTenCustomAttributes() throws Exception {
        String each = "{\"cluster\":\"c1\",\"attributes\":[{\"name\":\"custom%d\",\"value\":\"v\",\"targetId\":\""
                + agent.instance() + "\"}]}";
        for (int i = 0; i < 10; i++) {
            AgentKeys.done(server.ecs("PutAttributes", each.formatted(i)));
        }
        AgentKeys.done(server.ecs("PutAttributes", each.formatted(9)));
        assertThat(server.ecs("PutAttributes", each.formatted(10)).body()).contains("AttributeLimitExceededException");
        AgentKeys.done(server.ecs("DeleteAttributes", each.formatted(0)));
        AgentKeys.done(server.ecs("PutAttributes", each.formatted(10)));
        assertThat(instance(agent.instance()).path("attributes").findValuesAsText("name"))
                .contains("custom9", "custom10")
                .doesNotContain("custom0");
    }

    /** "spot/instance-action: the agent calls UpdateContainerInstancesState status=DRAINING". */
    @Test
    void anAgentDrainsItself() throws Exception {
        agent.done(
                "UpdateContainerInstancesState",
                "{\"cluster\":\"c1\",\"containerInstances\":[\"" + agent.instance() + "\"],\"status\":\"DRAINING\"}");
        assertThat(instance(agent.instance()).path("status").asText()).isEqualTo("DRAINING");
    }
}
