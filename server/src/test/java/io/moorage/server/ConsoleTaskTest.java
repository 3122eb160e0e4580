package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A task in the console: why it runs nowhere, where it runs, and why it ended. */
final class ConsoleTaskTest extends ConsoleInBrowser {
    private final ObjectMapper json = new ObjectMapper();

    /** API_Task, "stopCode" and "stoppedReason"; API_Container, "exitCode" and "reason". */
    @Test
    void whyATaskEnded() throws Exception {
        define("job", "{\"name\":\"work\",\"image\":\"exit/3\",\"memory\":6}", "");
        define("lost", "{\"name\":\"work\",\"image\":\"missing/app\",\"memory\":6}", "");
        launch();
        Tab tab = browser.tab();
        run(tab, "job");
        tab.sees("EssentialContainerExited Essential container in task exited");
        tab.sees("its exit code is below, and why it ended in its log.");
        assertThat(cell(tab, "#containers", "Exit code")).isEqualTo("3");
        assertThat(tab.until("!tester.clickable('Stop') && !tester.clickable('Terminal')")
                        .asBoolean())
                .as("what has ended is not stopped")
                .isTrue();
        tab.sees("What work writes is not taken to CloudWatch Logs.");
        Look.shot(tab, "task-ended");
        tab.click("Create new revision");
        tab.sees("Create new task definition");
        assertThat(tab.until("tester.field('Image')?.value").asText()).isEqualTo("exit/3");

        run(tab, "lost");
        tab.sees("TaskFailedToStart");
        assertThat(cell(tab, "#containers", "Reason")).startsWith("CannotPullContainerError: pull access denied for");
        tab.sees("Look whether the image's name is right");

        tab.open(server.uri() + "/console/ecs/clusters/default?tab=tasks");
        tab.click("Running");
        tab.sees("No task runs here.");
        Look.accessible(tab);
        tab.click("Stopped");
        tab.sees("Essential container in task exited");
        tab.fill("Filter Tasks", "lost");
        tab.sees("1 of 2");
        assertThat(tab.evaluate("location.search").asText()).contains("tasks-only=STOPPED");
        Look.shot(tab, "tasks-stopped");
    }

    /** API_NetworkBinding; API_MountPoint; and the ways from a task to its instance, service, file system and log. */
    @Test
    void whereATaskRuns() throws Exception {
        String files = Beginnings.fileSystem(server, "orders");
        server.logs("CreateLogGroup", "{\"logGroupName\":\"/ecs/shop\"}");
        define(
                "shop",
                "{\"name\":\"web\",\"image\":\"app\",\"memory\":6,\"portMappings\":[{\"containerPort\":8080,\"protocol\":\"udp\"}],"
                        + "\"mountPoints\":[{\"sourceVolume\":\"data\",\"containerPath\":\"/data\",\"readOnly\":true}],"
                        + "\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"/ecs/shop\",\"awslogs-region\":\"us-east-1\",\"awslogs-stream-prefix\":\"p\"}}}",
                "{\"name\":\"data\",\"efsVolumeConfiguration\":{\"fileSystemId\":\"" + files
                        + "\",\"rootDirectory\":\"/kept\"}}");
        launch();
        server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"shop\",\"desiredCount\":1}");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/clusters/default/services/shop");
        tab.sees("1 of 1 running");
        tab.click(tab.until("document.querySelector('#tasks tbody a')?.textContent")
                .asText());
        tab.sees("→ 8080/udp");
        assertThat(cell(tab, "#containers", "Health")).isEqualTo("UNKNOWN");
        for (String health : new String[] {"HEALTHY", "UNHEALTHY"}) {
            tellHealth(tab.evaluate("location.pathname.split('/').at(-1)").asText(), health);
            assertThat(tab.until("document.querySelector('#containers td[data-title=Health]').innerText.trim() === '"
                                    + health + "'")
                            .asBoolean())
                    .as(health)
                    .isTrue();
        }
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('#state dt')].find((e) => e.innerText === 'Service').nextSibling.innerText")
                        .asText())
                .isEqualTo("shop");
        tab.sees("Task failed container health checks What its health check runs is in the task definition");
        tab.sees("The specified log stream does not exist.");
        assertThat(tab.evaluate("!!document.querySelector('.alert.bad')").asBoolean())
                .as("what has said nothing yet is no failure")
                .isFalse();
        tab.sees(files + ":/kept");
        assertThat(cell(tab, "main", "Access")).isEqualTo("read-only");
        Look.shot(tab, "task-of-service");
        String task = tab.evaluate("location.pathname").asText();

        tab.click(files);
        tab.sees("orders");
        tab.open(server.uri() + task);
        tab.click(tab.until("document.querySelector('#state a[href*=\"/ec2/\"]')?.textContent")
                .asText());
        tab.sees("Status checks");
        tab.open(server.uri() + "/console/ecs/task-definitions/shop/1");
        tab.click("/ecs/shop");
        tab.sees("It has no stream yet.");
    }

    /** ECS developer guide, "API failures error messages": each instance says why it did not take the task. */
    @Test
    void whyATaskFoundNoPlace() throws Exception {
        define("big", "{\"name\":\"c\",\"image\":\"app\",\"memory\":60000}", "");
        define(
                "port",
                "{\"name\":\"c\",\"image\":\"app\",\"memory\":6,\"portMappings\":[{\"hostPort\":80,\"containerPort\":80}]}",
                "");
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/run-task?definition=big");
        tab.click("Run task");
        tab.sees("No Container Instances were found in your cluster.");
        tab.sees("Choose a cluster that has instances");
        launch();
        tab.click("Run task");
        tab.sees("RESOURCE:MEMORY No container instance could take the task.");
        tab.sees("has not enough memory left");
        tab.sees("let the task definition ask for less memory, or add an instance.");
        Look.shot(tab, "run-task-refused");
        tab.open(server.uri() + "/console/ecs/run-task?definition=port");
        tab.fill("Number of tasks", "3");
        tab.click("Run task");
        tab.sees("2 tasks are starting. No place was found for the others: RESOURCE:PORTS.");
        tab.open(server.uri() + "/console/ecs/run-task?definition=port");
        tab.click("Run task");
        tab.sees("has a task on a host port that this one needs");
        tab.click(tab.evaluate("document.querySelector('.alert a').textContent").asText());
        tab.sees("Host ports, TCP");
    }

    /** API_AwsVpcConfiguration: a task with a network interface of its own is asked for its subnets. */
    @Test
    void aTaskWithAnInterfaceOfItsOwn() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"own\",\"networkMode\":\"awsvpc\",\"containerDefinitions\":[{\"name\":\"c\",\"image\":\"app\",\"memory\":6}]}");
        launch();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/run-task?definition=own");
        assertThat(tab.until("tester.field('Subnets')?.value").asText()).startsWith("subnet-");
        tab.fill("Security groups", "sg-none");
        tab.click("Run task");
        tab.sees("The security group 'sg-none' does not exist");
        tab.fill("Security groups", "");
        Look.accessible(tab);
        tab.click("Run task");
        tab.sees("is starting.");
        assertThat(tab.until("[...document.querySelectorAll('#state dt')].find((e) => e.textContent === 'Addresses')"
                                + "?.nextSibling.textContent.startsWith('172.31.')")
                        .asBoolean())
                .as("its network interface's own")
                .isTrue();
    }

    /** DescribeTasks, "failures": MISSING; ECS forgets a task an hour after it stopped. */
    @Test
    void aTaskThatEcsHasForgotten() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        String gone = "0123456789abcdef0123456789abcdef";
        Tab tab = browser.tab();
        for (String page : new String[] {"", "/terminal"}) {
            tab.open(server.uri() + "/console/ecs/clusters/default/tasks/" + gone + page);
            tab.sees("The task " + gone + " is not there.");
            tab.sees("ECS forgets a task an hour after it stopped.");
        }
        Look.accessible(tab);
        tab.click("Tasks of default");
        tab.sees("No task runs here.");
        tab.click("Stopped");
        tab.sees("No task has stopped in the last hour.");
        tab.open(server.uri() + "/console/ecs/clusters/none/tasks/" + gone);
        tab.sees("ClusterNotFoundException Cluster not found.");
    }

    private static String cell(Tab tab, String within, String column) throws Exception {
        return tab.until("document.querySelector('" + within + " td[data-title=\"" + column + "\"]')?.innerText.trim()")
                .asText();
    }

    /** As the instance's agent does over its telemetry session, signed with a key nobody issued, which is root's on loopback. */
    private void tellHealth(String task, String health) throws Exception {
        JsonNode told = json.readTree(server.ecs("DescribeTasks", "{\"tasks\":[\"" + task + "\"]}")
                        .body())
                .at("/tasks/0");
        String signed = "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/ecs/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=00";
        String frame = "Host: 127.0.0.1\r\nX-Amz-Date: 20261122T180000Z\r\nAuthorization: " + signed
                + "\r\n\r\n{\"type\":\"PublishHealthRequest\",\"message\":{\"metadata\":{},\"tasks\":[{\"taskArn\":\""
                + told.path("taskArn").asText()
                + "\",\"containers\":[{\"containerName\":\"web\",\"healthStatus\":\"" + health + "\"}]}]}}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .header("X-Amz-Date", "20261122T180000Z")
                    .header("Authorization", signed)
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + server.port() + "/tcs/ws?cluster=default&containerInstance="
                                    + told.path("containerInstanceArn").asText()),
                            new WebSocket.Listener() {})
                    .get(10, TimeUnit.SECONDS);
            socket.sendText(frame, true).get(10, TimeUnit.SECONDS);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        }
    }

    private void run(Tab tab, String definition) throws Exception {
        tab.open(server.uri() + "/console/ecs/run-task?definition=" + definition);
        tab.click("Run task");
        tab.sees("is starting.");
    }

    private void launch() throws Exception {
        Beginnings.launchTwo(server);
        Awaitility.await("two instances have joined")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        json.readTree(server.ecs("ListContainerInstances", "{}").body())
                                        .path("containerInstanceArns")
                                        .size()
                                == 2);
    }

    private void define(String family, String container, String volume) throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        assertThat(server.ecs(
                                "RegisterTaskDefinition",
                                "{\"family\":\"" + family + "\",\"volumes\":[" + volume + "],\"containerDefinitions\":["
                                        + container + "]}")
                        .statusCode())
                .isEqualTo(200);
    }
}
