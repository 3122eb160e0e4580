package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are broken or taken over are cut off; beside each of them an honest one goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileAgentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HONEST = "i-0000000000000aaaa";
    private static final String HOSTILE = "i-0000000000000bbbb";

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedServer server;
    private OfficialAgent honest;
    private OfficialAgent hostile;
    private OfficialAgent.Wire steady;
    private String task;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        AgentKeys made = new AgentKeys(server);
        SigningCredentials admin = made.user("admin");
        String role = made.role("instances", "{\"AWS\":\"arn:aws:iam::" + SimulatedServer.ACCOUNT + ":user/admin\"}");
        AgentKeys.done(server.ecs("CreateCluster", "{\"clusterName\":\"c1\"}"));
        honest = new OfficialAgent(server, http, made.session(admin, role, HONEST), "c1");
        honest.register(document(HONEST), "", 4096);
        hostile = new OfficialAgent(server, http, made.session(admin, role, HOSTILE), "c1");
        hostile.register(document(HOSTILE), "", 4096);
        steady = honest.acs(true);
        steady.next("HeartbeatMessage");
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"bb\",\"memory\":32}]}"));
        task = JSON.readTree(AgentKeys.done(server.ecs(
                        "StartTask",
                        "{\"cluster\":\"c1\",\"taskDefinition\":\"web\",\"containerInstances\":[\"" + honest.instance()
                                + "\"]}")))
                .path("tasks")
                .path(0)
                .path("taskArn")
                .asText();
    }

    /** Whatever was done to the other, the honest agent is still connected and served. */
    @AfterEach
    void theOtherGoesOn() throws Exception {
        OfficialAgent.Wire tcs = honest.tcs();
        tcs.saySigned(
                "{\"type\":\"PublishMetricsRequest\",\"message\":{\"metadata\":{\"idle\":true},\"timestamp\":1}}");
        tcs.next("AckPublishMetric");
        tcs.drop();
        assertThat(instance(honest).path("agentConnected").asBoolean()).isTrue();
    }

    @AfterAll
    void stop() throws Exception {
        steady.drop();
        http.shutdownNow();
        server.close();
    }

    private static String document(String instanceId) {
        return "{\\\"instanceId\\\":\\\"" + instanceId + "\\\"}";
    }

    private JsonNode instance(OfficialAgent agent) throws Exception {
        return JSON.readTree(server.ecs(
                                "DescribeContainerInstances",
                                "{\"cluster\":\"c1\",\"containerInstances\":[\"" + agent.instance() + "\"]}")
                        .body())
                .path("containerInstances")
                .path(0);
    }

    private String described() throws Exception {
        return server.ecs("DescribeTasks", "{\"cluster\":\"c1\",\"tasks\":[\"" + task + "\"]}")
                .body();
    }

    /** IAM user guide: the session of an instance's role is named after the instance; so one machine's keys do not speak for another. */
    @Test
    void oneMachinesCredentialsDoNotSpeakForAnother() throws Exception {
        assertThat(hostile.refusal(honest.instance()))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"type\":\"AccessDeniedException\"");
        var registered = hostile.call("RegisterContainerInstance", hostile.registration(document(HONEST), "", 64));
        assertThat(registered.statusCode()).isEqualTo(400);
        assertThat(registered.body()).contains("AccessDeniedException");
        var taken = hostile.call(
                "RegisterContainerInstance",
                hostile.registration(document(HOSTILE), "", 64)
                        .replaceFirst("\\{", "{\"containerInstanceArn\":\"" + honest.instance() + "\","));
        assertThat(taken.body()).contains("Container instance is not found.");
        String before = described();
        var reported = hostile.call(
                "SubmitTaskStateChange",
                "{\"cluster\":\"c1\",\"task\":\"" + task + "\",\"status\":\"STOPPED\",\"containers\":[]}");
        assertThat(reported.body()).contains("AccessDeniedException").contains(HOSTILE);
        var contained = hostile.call(
                "SubmitContainerStateChange",
                "{\"cluster\":\"c1\",\"task\":\"" + task + "\",\"containerName\":\"web\",\"status\":\"STOPPED\"}");
        assertThat(contained.body()).contains("AccessDeniedException");
        assertThat(described()).isEqualTo(before);
    }

    /** Telemetry about tasks of another instance is acknowledged, as all telemetry, and changes nothing. */
    @Test
    void healthOfAnotherInstancesTaskIsNotBelieved() throws Exception {
        String before = described();
        OfficialAgent.Wire tcs = hostile.tcs();
        tcs.saySigned(
                "{\"type\":\"PublishHealthRequest\",\"message\":{\"metadata\":{},\"tasks\":[{\"taskArn\":\"" + task
                        + "\",\"containers\":[{\"containerName\":\"web\",\"healthStatus\":\"UNHEALTHY\",\"statusSince\":1}]}],\"timestamp\":1}}");
        tcs.next("AckPublishHealth");
        assertThat(described()).isEqualTo(before);
        tcs.drop();
    }

    /** More than the type of an EC2 instance has is never placed upon, whatever its agent claims. */
    @Test
    void anInstanceHasNoMoreThanItsType() throws Exception {
        String image = AgentKeys.first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
        String id = AgentKeys.first(
                AgentKeys.done(
                        server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t2.micro&ImageId=" + image)),
                "<instanceId>([^<]+)<");
        OfficialAgent liar = new OfficialAgent(server, http, new SigningCredentials("unknown", "k", null), "c1");
        JsonNode registered = liar.register(document(id), "", 1_000_000).path("registeredResources");
        assertThat(registered.path(0).path("integerValue").asInt()).isEqualTo(1024);
        assertThat(registered.path(1).path("integerValue").asInt()).isEqualTo(1024);
        JsonNode negative =
                liar.register(document("i-0000000000000cccc"), "", -5).path("registeredResources");
        assertThat(negative.path(1).path("integerValue").asInt()).isZero();
    }

    /** ECS developer guide, "Attributes": the built-in ones tell what EC2 knows, so that tasks are spread over real zones. */
    @Test
    void anInstanceIsInTheZoneThatEc2KnowsItIn() throws Exception {
        String image = AgentKeys.first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
        String launched = AgentKeys.done(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t2.micro&ImageId=" + image));
        String id = AgentKeys.first(launched, "<instanceId>([^<]+)<");
        OfficialAgent liar = new OfficialAgent(server, http, new SigningCredentials("unknown", "k", null), "c1");
        JsonNode attributes = liar.register(
                        document(id),
                        ",{\"name\":\"ecs.availability-zone\",\"value\":\"us-east-1z\"},"
                                + "{\"name\":\"ecs.instance-type\",\"value\":\"x1.32xlarge\"},"
                                + "{\"name\":\"rack\",\"value\":\"7\"}",
                        1024)
                .path("attributes");
        assertThat(attributes.findValuesAsText("value"))
                .contains(AgentKeys.first(launched, "<availabilityZone>([^<]+)<"), "t2.micro", "7")
                .doesNotContain("us-east-1z", "x1.32xlarge");
    }

    @Test
    void aGiantFrameEndsTheConnection() throws Exception {
        OfficialAgent.Wire acs = hostile.acs(true);
        acs.say("{\"type\":\"AckRequest\",\"message\":{\"messageId\":\"" + "x".repeat(2 << 20) + "\"}}");
        assertThat(acs.end()).startsWith("closed 1009");
    }

    @Test
    void garbageIsToleratedForAWhile() throws Exception {
        OfficialAgent.Wire acs = hostile.acs(true);
        for (int i = 0; i < 19; i++) {
            acs.say("\u0001junk" + i);
        }
        acs.say("{\"type\":\"FromTheFuture\",\"message\":{}}");
        acs.say("{\"type\":\"TaskStopVerificationMessage\",\"message\":{\"messageId\":\"m\",\"stopCandidates\":[]}}");
        acs.next("TaskStopVerificationAck");
        acs.say("[");
        assertThat(acs.end()).startsWith("closed 1008");
    }

    @Test
    void aFloodEndsTheConnection() throws Exception {
        OfficialAgent.Wire acs = hostile.acs(true);
        try {
            for (int i = 0; i < 100_000; i++) {
                acs.say("{\"type\":\"HeartbeatAckRequest\",\"message\":{\"messageId\":\"m\"}}");
            }
        } catch (ExecutionException e) {
            // The connection is gone, which is what the flood was to come to.
        }
        assertThat(acs.end()).startsWith("closed 1");
    }

    /** docs/agents.md: "An agent that does not read is waited for by nobody": it is dropped when too much waits for it. */
    @Test
    void anAgentThatReadsNothingIsCutOff() throws Exception {
        OfficialAgent deaf = new OfficialAgent(server, http, new SigningCredentials("unknown", "k", null), "c1");
        deaf.register(document("i-0000000000000dddd"), "", 100_000);
        OfficialAgent.Wire acs = deaf.deafAcs();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> instance(deaf).path("agentConnected").asBoolean());
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"large\",\"containerDefinitions\":[{\"name\":\"a\",\"image\":\"b\",\"memory\":8,\"environment\":"
                        + "[{\"name\":\"N\",\"value\":\"" + "x".repeat(60_000) + "\"}]}]}"));
        String tenTimes = String.join(",", Collections.nCopies(10, "\"" + deaf.instance() + "\""));
        for (int i = 0; i < 80; i++) {
            AgentKeys.done(server.ecs(
                    "StartTask",
                    "{\"cluster\":\"c1\",\"taskDefinition\":\"large\",\"containerInstances\":[" + tenTimes + "]}"));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !instance(deaf).path("agentConnected").asBoolean());
        acs.drop();
    }

    /** Reconnecting without end holds nothing but the newest connection. */
    @Test
    void reconnectsWithoutEndLeaveOneConnection() throws Exception {
        for (int i = 0; i < 200; i++) {
            hostile.acs(true).drop();
        }
        OfficialAgent.Wire last = hostile.acs(true);
        last.next("HeartbeatMessage");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> instance(hostile).path("agentConnected").asBoolean());
        last.drop();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !instance(hostile).path("agentConnected").asBoolean());
    }
}
