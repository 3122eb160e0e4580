package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tasks by the API alone, on a simulated instance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TaskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatedServer server;
    private String zone = "";

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        String image = found("<imageId>(ami-[0-9a-f]+)<", server.ec2("Action=DescribeImages"));
        HttpResponse<String> run =
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.small&ImageId=" + image);
        zone = found("<availabilityZone>([^<]+)<", run);
        await().atMost(PATIENCE)
                .until(() -> server.ecs("ListContainerInstances", "{}").body().contains("container-instance/"));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private static String found(String pattern, HttpResponse<String> answer) {
        return Pattern.compile(pattern)
                .matcher(answer.body())
                .results()
                .map(each -> each.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.body()));
    }

    private JsonNode ecs(String operation, String request) throws Exception {
        HttpResponse<String> answer = server.ecs(operation, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String refusal(String operation, String request) throws Exception {
        HttpResponse<String> answer = server.ecs(operation, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    private JsonNode task(String arn) throws Exception {
        return ecs("DescribeTasks", "{\"tasks\":[\"" + arn + "\"]}").at("/tasks/0");
    }

    private JsonNode inState(String arn, String status) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> task(arn).path("lastStatus").asText().equals(status));
        return task(arn);
    }

    private String subnet(String ofZone) throws Exception {
        return found(
                "<subnetId>(subnet-[0-9a-f]+)<",
                server.ec2("Action=DescribeSubnets&Filter.1.Name=availability-zone&Filter.1.Value.1=" + ofZone));
    }

    /** API_RegisterTaskDefinition: "the definition that was registered", every member as it was given. */
    @Test
    void aDefinitionIsShownAsItWasGiven() throws Exception {
        String given = """
                {"name":"a","image":"b","memory":64,"restartPolicy":{"enabled":true,"ignoredExitCodes":[0],
                "restartAttemptPeriod":60},"secrets":[{"name":"P","valueFrom":"/p"}],
                "environmentFiles":[{"value":"arn:aws:s3:::bucket/dir/a.env","type":"s3"}],"startTimeout":5,"stopTimeout":6,
                "portMappings":[{"containerPortRange":"80-90","protocol":"tcp"}],
                "logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"g","awslogs-region":"us-east-1"},
                "secretOptions":[{"name":"o","valueFrom":"/o"}]}}""";
        JsonNode shown = ecs(
                        "RegisterTaskDefinition",
                        "{\"family\":\"full\",\"pidMode\":\"task\",\"ipcMode\":\"host\","
                                + "\"executionRoleArn\":\"arn:aws:iam::123456789012:role/x\",\"containerDefinitions\":["
                                + given + "]}")
                .path("taskDefinition");
        JSON.readTree(given).properties().forEach(member -> assertThat(
                        shown.at("/containerDefinitions/0").path(member.getKey()))
                .isEqualTo(member.getValue()));
        assertThat(shown.path("pidMode").asText()).isEqualTo("task");
        assertThat(shown.path("ipcMode").asText()).isEqualTo("host");
        assertThat(shown.path("requiresAttributes").toString())
                .contains("ecs.capability.secrets.ssm.environment-variables")
                .contains("ecs.capability.env-files.s3")
                .contains("com.amazonaws.ecs.capability.logging-driver.awslogs");
    }

    /**
     * ECS developer guide, "Task networking with the awsvpc network mode": each task has an interface of its own, with its own
     * security groups, which goes with the task.
     */
    @Test
    void aTaskHasAnInterfaceOfItsOwn() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"own","networkMode":"awsvpc","containerDefinitions":[{"name":"a","image":"b","memory":64,
                "portMappings":[{"containerPort":80}]}]}""");
        assertThat(refusal("RunTask", "{\"taskDefinition\":\"own\"}"))
                .contains("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        String subnet = subnet(zone);
        assertThat(refusal("RunTask", place(subnet, ",\"assignPublicIp\":\"ENABLED\"")))
                .contains("Assign public IP is not supported for this launch type.");
        assertThat(refusal("RunTask", place("subnet-0", ""))).contains("InvalidSubnetID.NotFound");
        String elsewhere = subnet(zone.equals("us-east-1a") ? "us-east-1b" : "us-east-1a");
        assertThat(ecs("RunTask", place(elsewhere, "")).at("/failures/0/reason").asText())
                .isEqualTo("ATTRIBUTE");

        String arn = ecs("RunTask", place(subnet, "")).at("/tasks/0/taskArn").asText();
        JsonNode attachment = inState(arn, "RUNNING").at("/attachments/0");
        assertThat(attachment.path("status").asText()).isEqualTo("ATTACHED");
        String address = detail(attachment, "privateIPv4Address");
        assertThat(task(arn)
                        .at("/containers/0/networkInterfaces/0/privateIpv4Address")
                        .asText())
                .isEqualTo(address);
        String shown = interfaceOf(attachment);
        assertThat(shown).contains(address).contains("attachment/default/").contains("<groupName>default<");

        ecs("StopTask", "{\"task\":\"" + arn + "\"}");
        assertThat(inState(arn, "STOPPED").at("/attachments/0/status").asText()).isEqualTo("DELETED");
        assertThat(interfaceOf(attachment)).contains("InvalidNetworkInterfaceID.NotFound");
    }

    private static String place(String subnet, String more) {
        return "{\"taskDefinition\":\"own\",\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"" + subnet
                + "\"]" + more + "}}}";
    }

    private static String detail(JsonNode attachment, String name) {
        for (JsonNode each : attachment.path("details")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("value").asText();
            }
        }
        throw new AssertionError("no " + name + " in " + attachment);
    }

    private String interfaceOf(JsonNode attachment) throws Exception {
        return server.ec2("Action=DescribeNetworkInterfaces&NetworkInterfaceId.1="
                        + detail(attachment, "networkInterfaceId"))
                .body();
    }

    /** API_UpdateTaskProtection, API_GetTaskProtection: tasks of services, 2 hours when nothing else is said. */
    @Test
    void tasksOfServicesAreProtected() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"kept","containerDefinitions":[{"name":"a","image":"b","memory":64}]}""");
        String alone = ecs("RunTask", "{\"taskDefinition\":\"kept\"}")
                .at("/tasks/0/taskArn")
                .asText();
        ecs("CreateService", "{\"serviceName\":\"kept\",\"taskDefinition\":\"kept\",\"desiredCount\":1}");
        await().atMost(PATIENCE).until(() -> !ecs("ListTasks", "{\"serviceName\":\"kept\"}")
                .path("taskArns")
                .isEmpty());
        String arn =
                ecs("ListTasks", "{\"serviceName\":\"kept\"}").at("/taskArns/0").asText();
        JsonNode on = ecs(
                "UpdateTaskProtection",
                "{\"cluster\":\"default\",\"protectionEnabled\":true,\"tasks\":[\"" + arn + "\",\"" + alone
                        + "\",\"x\"]}");
        assertThat(on.at("/protectedTasks/0/protectionEnabled").asBoolean()).isTrue();
        assertThat(on.at("/failures/0/reason").asText()).isEqualTo("TASK_NOT_VALID");
        assertThat(on.at("/failures/1/reason").asText()).isEqualTo("MISSING");
        JsonNode got = ecs("GetTaskProtection", "{\"cluster\":\"default\",\"tasks\":[\"" + arn + "\"]}");
        assertThat(got.at("/protectedTasks/0/expirationDate")).isEqualTo(on.at("/protectedTasks/0/expirationDate"));
        ecs(
                "UpdateTaskProtection",
                "{\"cluster\":\"default\",\"protectionEnabled\":false,\"tasks\":[\"" + arn + "\"]}");
        got = ecs("GetTaskProtection", "{\"cluster\":\"default\",\"tasks\":[\"" + arn + "\"]}");
        assertThat(got.at("/protectedTasks/0/protectionEnabled").asBoolean()).isFalse();
        assertThat(got.at("/protectedTasks/0").has("expirationDate")).isFalse();
    }

    /** API_RunTask, ConflictException: "the provided clientToken is already in use with a different RunTask request". */
    @Test
    void aClientTokenIsOfOneRequest() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"once","containerDefinitions":[{"name":"a","image":"b","memory":64}]}""");
        String request = "{\"taskDefinition\":\"once\",\"clientToken\":\"t-1\",\"startedBy\":\"me\"}";
        JsonNode first = ecs("RunTask", request).path("tasks");
        JsonNode again = ecs("RunTask", request).path("tasks");
        assertThat(again).hasSize(1);
        assertThat(again.at("/0/taskArn")).isEqualTo(first.at("/0/taskArn"));
        assertThat(refusal("RunTask", request.replace("me", "you"))).contains("ConflictException");
        JsonNode running = inState(first.at("/0/taskArn").asText(), "RUNNING");
        assertThat(running.path("connectivity").asText()).isEqualTo("CONNECTED");
        assertThat(running.has("connectivityAt")).isTrue();
    }

    /** API_DeleteTaskDefinitions: only inactive ones, which stay while something that runs has them. */
    @Test
    void inactiveDefinitionsAreDeleted() throws Exception {
        for (int i = 0; i < 2; i++) {
            ecs("RegisterTaskDefinition", """
                    {"family":"old","containerDefinitions":[{"name":"a","image":"b","memory":64}]}""");
        }
        String running = ecs("RunTask", "{\"taskDefinition\":\"old:1\"}")
                .at("/tasks/0/taskArn")
                .asText();
        ecs("DeregisterTaskDefinition", "{\"taskDefinition\":\"old:1\"}");
        JsonNode answer = ecs("DeleteTaskDefinitions", "{\"taskDefinitions\":[\"old:1\",\"old:2\",\"old:3\"]}");
        assertThat(answer.at("/taskDefinitions/0/status").asText()).isEqualTo("DELETE_IN_PROGRESS");
        assertThat(answer.at("/failures/0/reason").asText()).contains("still in ACTIVE status");
        assertThat(answer.at("/failures/1/reason").asText()).contains("was not found");
        assertThat(ecs("ListTaskDefinitions", "{\"status\":\"DELETE_IN_PROGRESS\"}")
                        .path("taskDefinitionArns"))
                .hasSize(1);
        assertThat(inState(running, "RUNNING").path("desiredStatus").asText()).isEqualTo("RUNNING");
        assertThat(refusal("RunTask", "{\"taskDefinition\":\"old:1\"}")).contains("TaskDefinition is inactive");
    }

    /** API_ExecuteCommand: for tasks that were started with it, whose agent is connected. */
    @Test
    void commandsRunWhereTheyWereEnabled() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"exec","containerDefinitions":[{"name":"a","image":"b","memory":64}]}""");
        String without = ecs("RunTask", "{\"taskDefinition\":\"exec\"}")
                .at("/tasks/0/taskArn")
                .asText();
        assertThat(refusal("ExecuteCommand", command(without, "")))
                .contains("execute command was not enabled when the task was run");
        String with = ecs("RunTask", "{\"taskDefinition\":\"exec\",\"enableExecuteCommand\":true}")
                .at("/tasks/0/taskArn")
                .asText();
        assertThat(inState(with, "RUNNING")
                        .at("/containers/0/managedAgents/0/name")
                        .asText())
                .isEqualTo("ExecuteCommandAgent");
        assertThat(refusal("ExecuteCommand", command(with, ",\"container\":\"z\"")))
                .contains("was not found");
        JsonNode session = ecs("ExecuteCommand", command(with, "")).path("session");
        assertThat(session.path("sessionId").asText()).startsWith("ecs-execute-command-");
        assertThat(session.path("tokenValue").asText()).hasSizeGreaterThan(32);
        ecs("StopTask", "{\"task\":\"" + with + "\"}");
        inState(with, "STOPPED");
        assertThat(refusal("ExecuteCommand", command(with, ""))).contains("TargetNotConnectedException");
    }

    /** API_ExecuteCommand, Session: who has the token speaks with the container through its instance's agent, and nobody else. */
    @Test
    void whatOneSideOfASessionSaysTheOtherHears() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"talk","containerDefinitions":[{"name":"a","image":"b","memory":64}]}""");
        String task = ecs("RunTask", "{\"taskDefinition\":\"talk\",\"enableExecuteCommand\":true}")
                .at("/tasks/0/taskArn")
                .asText();
        String instance = inState(task, "RUNNING").path("containerInstanceArn").asText();
        JsonNode session = ecs("ExecuteCommand", command(task, "")).path("session");
        String id = "sessionId=" + session.path("sessionId").asText();
        String token = session.path("tokenValue").asText();
        assertThatThrownBy(() -> new Side("/exec/ws?" + id + "&token=guessed")).hasMessageContaining("Handshake");
        assertThatThrownBy(() -> new Side("/exec/agent/ws?containerInstanceArn=another&" + id))
                .hasMessageContaining("Handshake");
        Side client = new Side("/exec/ws?" + id + "&token=" + token);
        Side agent = new Side("/exec/agent/ws?containerInstanceArn=" + instance + "&" + id);
        agent.socket.sendText("from the agent", true).get(10, TimeUnit.SECONDS);
        assertThat(client.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("from the agent");
        client.socket.sendText("from the client", true).get(10, TimeUnit.SECONDS);
        assertThat(agent.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("from the client");
        client.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        assertThat(agent.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThatThrownBy(() -> new Side("/exec/ws?" + id + "&token=" + token))
                .as("a session is for once")
                .hasMessageContaining("Handshake");
    }

    /** An end of a session, signed with a key nobody issued, which is root's on loopback. */
    private final class Side implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Side(String pathAndQuery) throws Exception {
            this.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("X-Amz-Date", "20261122T180000Z")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/ecs/aws4_request,"
                                    + " SignedHeaders=host;x-amz-date, Signature=00")
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + pathAndQuery), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed");
            return null;
        }
    }

    private static String command(String task, String more) {
        return "{\"task\":\"" + task + "\",\"command\":\"sh\",\"interactive\":true" + more + "}";
    }

    /** ECS developer guide, "Service quotas": overrides have at most 8192 characters. */
    @Test
    void overridesAreBounded() throws Exception {
        ecs("RegisterTaskDefinition", """
                {"family":"big","executionRoleArn":"arn:aws:iam::123456789012:role/x","containerDefinitions":
                [{"name":"a","image":"b","memory":64,"secrets":[{"name":"P","valueFrom":"/p"}]}]}""");
        assertThat(refusal("RunTask", overriding("\"command\":[\"" + "x".repeat(8200) + "\"]")))
                .contains("Container Overrides length must be at most 8192");
        assertThat(refusal("RunTask", overriding("\"environment\":[{\"name\":\"P\",\"value\":\"v\"}]")))
                .contains("The secret name must be unique");
    }

    /** API_PutLogEvents, API_GetLogEvents: what an agent sends is read by who asks, as {@code aws logs get-log-events} does. */
    @Test
    void logsThatAnAgentSendsAreRead() throws Exception {
        logs("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        logs("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"p/a/1\"}");
        logs(
                "PutLogEvents",
                "{\"logGroupName\":\"g\",\"logStreamName\":\"p/a/1\",\"logEvents\":[{\"timestamp\":"
                        + System.currentTimeMillis() + ",\"message\":\"hello\"}]}");
        assertThat(logs("GetLogEvents", "{\"logGroupName\":\"g\",\"logStreamName\":\"p/a/1\"}"))
                .contains("\"message\":\"hello\"");
    }

    private String logs(String operation, String request) throws Exception {
        HttpResponse<String> answer = server.logs(operation, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String overriding(String members) {
        return "{\"taskDefinition\":\"big\",\"overrides\":{\"containerOverrides\":[{\"name\":\"a\"," + members + "}]}}";
    }
}
