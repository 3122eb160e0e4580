package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.agentwire.Capabilities;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ECS Anywhere: an activation, one command on a machine, and an instance whose id begins with mi-. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JoinTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "ecsAnywhereRole";

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedServer server;

    private record Run(int status, String output) {}

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        Path jre = Files.createDirectories(home.resolve("runtime/jre"));
        Files.writeString(jre.resolve("release"), "a runtime");
        Path bin = Files.createDirectories(home.resolve("runtime/bin"));
        Files.writeString(bin.resolve("moorage-agent"), "#!/bin/sh\n");
        assertThat(bin.resolve("moorage-agent").toFile().setExecutable(true)).isTrue();
        server = new SimulatedServer(home);
        new AgentKeys(server).role(ROLE, "{\"Service\":\"ssm.amazonaws.com\"}");
        AgentKeys.done(server.ecs("CreateCluster", "{\"clusterName\":\"c1\"}"));
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        server.close();
    }

    private JsonNode activation(String more) throws Exception {
        return JSON.readTree(
                AgentKeys.done(server.ssm("CreateActivation", "{\"IamRole\":\"" + ROLE + "\"" + more + "}")));
    }

    private JsonNode described(JsonNode activation) throws Exception {
        String asked = "{\"Filters\":[{\"FilterKey\":\"ActivationIds\",\"FilterValues\":[\""
                + activation.path("ActivationId").asText() + "\"]}]}";
        return JSON.readTree(AgentKeys.done(server.ssm("DescribeActivations", asked)))
                .path("ActivationList")
                .path(0);
    }

    /** The one command, as it is printed, below a directory of its own. */
    private Run join(Path root, JsonNode activation, String... more) throws Exception {
        Path machineId = Files.createDirectories(root.resolve("etc")).resolve("machine-id");
        if (!Files.exists(machineId)) {
            Files.writeString(machineId, root.getFileName().toString());
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--activation-id",
                activation.path("ActivationId").asText(),
                "--activation-code",
                activation.path("ActivationCode").asText(),
                "--cluster",
                "c1",
                "--root",
                root.toString()));
        arguments.addAll(List.of(more));
        String command =
                "curl -fsS " + server.uri() + "/_moorage/join/install.sh | sh -s -- " + String.join(" ", arguments);
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static String setting(Path root, String name) throws Exception {
        return AgentKeys.first(Files.readString(root.resolve("etc/ecs/ecs.config")), "(?m)^" + name + "=(.*)$");
    }

    private SigningCredentials keys(Path root) throws Exception {
        String metadata = setting(root, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
        JsonNode keys = JSON.readTree(AgentKeys.done(server.sendSigned(
                "GET",
                metadata.substring(server.uri().toString().length()) + "/latest/meta-data/iam/security-credentials/"
                        + ROLE,
                Map.of(),
                new byte[0])));
        return new SigningCredentials(
                keys.path("AccessKeyId").asText(),
                keys.path("SecretAccessKey").asText(),
                keys.path("Token").asText());
    }

    /** From the command to a task on the machine: the id, the attribute, the endpoints, the launch type. */
    @Test
    void aMachineJoinsAndTasksArePlacedOnIt(@TempDir Path root) throws Exception {
        JsonNode activation = activation("");
        Run joined = join(root, activation);
        assertThat(joined.output()).contains("registered as mi-").contains("Moorage's agent");
        assertThat(joined.status()).as(joined.output()).isZero();
        assertThat(root.resolve("opt/moorage/bin/moorage-agent")).isExecutable();
        assertThat(Files.readString(root.resolve("etc/systemd/system/ecs-agent.service")))
                .contains("ExecStart=/opt/moorage/bin/moorage-agent");
        assertThat(described(activation).path("RegistrationsCount").asInt()).isOne();

        Run again = join(root, activation);
        assertThat(again.output()).contains("registered already");
        assertThat(again.status()).isZero();
        assertThat(described(activation).path("RegistrationsCount").asInt()).isOne();

        OfficialAgent agent = new OfficialAgent(server, http, keys(root), "c1");
        JsonNode instance = agent.register("", "", 2048);
        assertThat(instance.path("ec2InstanceId").asText()).matches("mi-[0-9a-f]{17}");
        assertThat(joined.output()).contains(instance.path("ec2InstanceId").asText());
        assertThat(instance.path("attributes"))
                .anyMatch(each -> each.path("name").asText().equals("ecs.capability.external"));
        assertThat(agent.register("", "", 2048).path("containerInstanceArn"))
                .as("the same machine is the same container instance")
                .isEqualTo(instance.path("containerInstanceArn"));
        OfficialAgent.Wire acs = agent.acs(true);
        acs.next("HeartbeatMessage");
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"any\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"bb\",\"memory\":32}]}"));
        JsonNode task = JSON.readTree(AgentKeys.done(server.ecs(
                        "StartTask",
                        "{\"cluster\":\"c1\",\"taskDefinition\":\"any\",\"containerInstances\":[\"" + agent.instance()
                                + "\"]}")))
                .path("tasks")
                .path(0);
        assertThat(task.path("containerInstanceArn").asText()).isEqualTo(agent.instance());
        assertThat(task.path("launchType").asText()).isEqualTo("EXTERNAL");
        acs.payload(task.path("taskArn").asText(), "RUNNING");
        acs.drop();
    }

    /** What Moorage's own agent registers beside what the official one does. */
    private static String ownAttributes() {
        return Capabilities.OWN_AGENT.stream()
                .map(each -> ",{\"name\":\"" + each + "\"}")
                .collect(Collectors.joining());
    }

    private JsonNode run(String launchType, int count) throws Exception {
        return JSON.readTree(AgentKeys.done(server.ecs(
                "RunTask",
                "{\"cluster\":\"outside\",\"taskDefinition\":\"run\",\"launchType\":\"" + launchType + "\",\"count\":"
                        + count + ",\"placementStrategy\":[{\"type\":\"spread\",\"field\":\"instanceId\"}]}")));
    }

    private static Set<String> each(JsonNode list, String field) {
        return list.findValuesAsText(field).stream().collect(Collectors.toUnmodifiableSet());
    }

    /**
     * ECS developer guide, "Amazon ECS clusters for external instances": "external instances ... using the EXTERNAL launch type"; whichever
     * agent registered them. Instances of EC2 are for {@code EC2}.
     */
    @Test
    void runTaskPlacesByLaunchTypeOnMachinesOfEitherAgent(@TempDir Path one, @TempDir Path two) throws Exception {
        AgentKeys.done(server.ecs("CreateCluster", "{\"clusterName\":\"outside\"}"));
        AgentKeys.done(server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"run\",\"requiresCompatibilities\":[\"EXTERNAL\"],\"containerDefinitions\":"
                        + "[{\"name\":\"web\",\"image\":\"bb\",\"memory\":32}]}"));
        assertThat(join(one, activation(""), "--agent", "official", "--agent-image", "registry/agent:1")
                        .status())
                .isZero();
        assertThat(join(two, activation("")).status()).isZero();
        OfficialAgent official = new OfficialAgent(server, http, keys(one), "outside");
        official.register(
                "",
                ",{\"name\":\"ecs.capability.external\"},{\"name\":\"ecs.cpu-architecture\",\"value\":\"x86_64\"}",
                2048);
        OfficialAgent own = new OfficialAgent(server, http, keys(two), "outside");
        own.register("", ownAttributes(), 2048);
        OfficialAgent inEc2 = new OfficialAgent(server, http, new AgentKeys(server).user("ec2-agent"), "outside");
        inEc2.register("{\\\"instanceId\\\":\\\"i-0000000000000eeee\\\"}", "", 2048);
        List<OfficialAgent.Wire> connected = List.of(official.acs(true), own.acs(true), inEc2.acs(true));
        for (OfficialAgent.Wire wire : connected) {
            wire.next("HeartbeatMessage");
        }

        JsonNode external = run("EXTERNAL", 2);
        assertThat(external.path("failures")).isEmpty();
        assertThat(each(external.path("tasks"), "launchType")).containsExactly("EXTERNAL");
        for (JsonNode task : external.path("tasks")) {
            boolean onOfficial = task.path("containerInstanceArn").asText().equals(official.instance());
            OfficialAgent.Wire wire = connected.get(onOfficial ? 0 : 1);
            JsonNode payload = wire.payload(task.path("taskArn").asText(), "RUNNING");
            assertThat(payload.path("tasks").path(0).path("launchType").asText())
                    .isEqualTo("EXTERNAL");
            wire.ack(payload);
        }
        assertThat(each(external.path("tasks"), "containerInstanceArn"))
                .containsExactlyInAnyOrder(official.instance(), own.instance());

        JsonNode ec2 = run("EC2", 2);
        assertThat(each(ec2.path("tasks"), "containerInstanceArn")).containsExactly(inEc2.instance());
        assertThat(each(ec2.path("tasks"), "launchType")).containsExactly("EC2");
        connected.get(0).drop();
        connected.get(1).drop();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(each(run("EXTERNAL", 1).path("failures"), "reason"))
                        .containsExactlyInAnyOrder("AGENT", "ATTRIBUTE"));
        connected.get(2).drop();
    }

    @Test
    void theOfficialAgentIsRunFromItsImage(@TempDir Path root) throws Exception {
        Run joined = join(root, activation(""), "--agent", "official", "--agent-image", "registry/agent:1");
        assertThat(joined.status()).as(joined.output()).isZero();
        assertThat(Files.readString(root.resolve("etc/systemd/system/ecs-agent.service")))
                .contains("docker run --rm --name ecs-agent --network host")
                .contains("registry/agent:1");
        assertThat(setting(root, "ECS_EXTERNAL")).isEqualTo("true");
        assertThat(setting(root, "ECS_BACKEND_HOST")).isEqualTo(server.uri().toString());
    }

    /** API_CreateActivation, RegistrationLimit: "The default value is 1." */
    @Test
    void anActivationIsGoodForSoManyMachines(@TempDir Path one, @TempDir Path two) throws Exception {
        JsonNode activation = activation("");
        assertThat(join(one, activation).status()).isZero();
        Run second = join(two, activation);
        assertThat(second.status()).isNotZero();
        assertThat(second.output()).contains("as many machines as it is good for");
        assertThat(two.resolve("etc/ecs/ecs.config")).doesNotExist();
    }

    @Test
    void aWrongCodeAndADeletedActivationAreRefused(@TempDir Path root) throws Exception {
        JsonNode activation = activation("");
        JsonNode wrong = JSON.readTree(
                activation.toString().replace(activation.path("ActivationCode").asText(), "AAAAAAAAAAAAAAAAAAAA"));
        assertThat(join(root, wrong).output()).contains("refused: the activation id or the activation code is wrong");
        assertThat(described(activation).has("ActivationCode")).isFalse();
        AgentKeys.done(server.ssm(
                "DeleteActivation",
                "{\"ActivationId\":\"" + activation.path("ActivationId").asText() + "\"}"));
        assertThat(join(root, activation).status()).isNotZero();
        assertThat(server.ssm(
                                "DeleteActivation",
                                "{\"ActivationId\":\""
                                        + activation.path("ActivationId").asText() + "\"}")
                        .body())
                .contains("InvalidActivationId");
    }

    /** "ExpirationDate ... in the future, and not more than 30 days"; the role must trust Systems Manager. */
    @Test
    void activationsAreCheckedWhenTheyAreMade() throws Exception {
        long now = Instant.now().getEpochSecond();
        for (long expires : new long[] {now - 60, now + 31L * 86_400}) {
            assertThat(server.ssm(
                                    "CreateActivation",
                                    "{\"IamRole\":\"" + ROLE + "\",\"ExpirationDate\":" + expires + "}")
                            .body())
                    .contains("ValidationException");
        }
        assertThat(server.ssm("CreateActivation", "{\"IamRole\":\"nobody\"}").body())
                .contains("Nonexistent role or missing ssm service principal in trust policy");
    }

    /** Without its token nobody gets a machine's keys; a deregistered machine gets none. */
    @Test
    void keysAreForTheMachineAlone(@TempDir Path root) throws Exception {
        assertThat(join(root, activation("")).status()).isZero();
        String metadata = setting(root, "AWS_EC2_METADATA_SERVICE_ENDPOINT")
                .substring(server.uri().toString().length());
        String page = metadata + "/latest/meta-data/instance-id";
        String id = AgentKeys.done(server.sendSigned("GET", page, Map.of(), new byte[0]));
        String guessed = page.replaceFirst(id + "/[^/]+", id + "/guessed");
        assertThat(server.sendSigned("GET", guessed, Map.of(), new byte[0]).statusCode())
                .isEqualTo(403);
        assertThat(AgentKeys.done(server.ssm("DescribeInstanceInformation", "{}")))
                .contains(id);
        AgentKeys.done(server.ssm("DeregisterManagedInstance", "{\"InstanceId\":\"" + id + "\"}"));
        assertThat(server.sendSigned("GET", page, Map.of(), new byte[0]).statusCode())
                .isEqualTo(403);
    }
}
