package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Moorage's own agent and the official one serve one cluster: each is given what it can do, and spoken to in its own words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SideBySideTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedServer server;
    private OfficialAgent official;
    private OfficialAgent.Wire acs;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        String image = AgentKeys.first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
        AgentKeys.done(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image));
        await().atMost(PATIENCE)
                .until(() -> server.ecs("ListContainerInstances", "{}").body().contains("arn:"));
        official = new OfficialAgent(server, http, new AgentKeys(server).user("agent"), "default");
        official.register(
                "{\\\"instanceId\\\":\\\"i-0000000000000dddd\\\"}", ",{\"name\":\"rack\",\"value\":\"r1\"}", 4096);
        acs = official.acs(true);
        acs.next("HeartbeatMessage");
        define("plain", "");
        define(
                "files",
                ",\"volumes\":[{\"name\":\"v\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-0123456789abcdef0\"}}]");
    }

    @AfterAll
    void stop() throws Exception {
        acs.drop();
        http.shutdownNow();
        server.close();
    }

    private void define(String family, String more) throws Exception {
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"" + family
                        + "\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"bb\",\"memory\":32}]" + more
                        + "}"));
    }

    private JsonNode run(String family, String more) throws Exception {
        return JSON.readTree(
                        AgentKeys.done(server.ecs("RunTask", "{\"taskDefinition\":\"" + family + "\"" + more + "}")))
                .path("tasks");
    }

    /** ECS developer guide, "Container instance attributes": a task goes only where every attribute that it requires is. */
    @Test
    void aTaskGoesWhereItsCapabilityIs() throws Exception {
        for (int i = 0; i < 4; i++) {
            String on = run("files", "").path(0).path("containerInstanceArn").asText();
            assertThat(on).isNotEmpty().isNotEqualTo(official.instance());
        }
        String there = ",\"placementConstraints\":[{\"type\":\"memberOf\",\"expression\":\"attribute:rack == r1\"}]";
        assertThat(run("plain", there).path(0).path("containerInstanceArn").asText())
                .isEqualTo(official.instance());
        assertThat(run("files", there))
                .as("only one of the two conditions holds on each")
                .isEmpty();
    }

    /** A spread over instances uses both, and the official agent is told of its task in a payload without Moorage's own words. */
    @Test
    void aServiceSpreadsOverBoth() throws Exception {
        AgentKeys.done(server.ecs(
                "CreateService",
                "{\"serviceName\":\"both\",\"taskDefinition\":\"plain\",\"desiredCount\":2,"
                        + "\"placementStrategy\":[{\"type\":\"spread\",\"field\":\"instanceId\"}]}"));
        JsonNode payload;
        do {
            payload = acs.next("PayloadMessage");
        } while (!payload.path("tasks").path(0).path("serviceName").asText().equals("both"));
        acs.ack(payload);
        String task = payload.path("tasks").path(0).path("arn").asText();
        official.done(
                "SubmitTaskStateChange",
                "{\"cluster\":\"default\",\"task\":\"" + task
                        + "\",\"status\":\"RUNNING\",\"containers\":[{\"containerName\":\"web\",\"status\":\"RUNNING\",\"runtimeId\":\"a\"}]}");
        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(server.ecs("DescribeServices", "{\"services\":[\"both\"]}")
                                        .body())
                                .path("services")
                                .path(0)
                                .path("runningCount")
                                .asInt()
                        == 2);
    }
}
