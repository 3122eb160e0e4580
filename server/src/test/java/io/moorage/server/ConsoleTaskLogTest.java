package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Chromium;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container says, on its task's page, as it says it. */
final class ConsoleTaskLogTest {
    private final ObjectMapper json = new ObjectMapper();

    /** ECS developer guide, "Using the awslogs log driver": the stream is prefix-name/container-name/task-id. */
    @Test
    void theLogFollowsUntilOneScrollsBack(@TempDir Path home, @TempDir Path profile) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home);
                Chromium browser = new Chromium(profile)) {
            String task = runningTask(server);
            Tab tab = browser.tab();
            tab.open(server.uri() + "/console/ecs/clusters/default/tasks/" + task);
            tab.sees("The specified log group does not exist.");
            server.logs("CreateLogGroup", "{\"logGroupName\":\"shop\"}");
            server.logs("CreateLogStream", stream(task, ""));
            tab.sees("Nothing was written yet.");
            put(server, task, 100);
            tab.sees("line 100 <b>");
            assertThat(tab.until(
                                    "(() => { const p = document.querySelector('pre.log');"
                                            + " return p.scrollTop > 0 && p.scrollTop + p.clientHeight >= p.scrollHeight - 4; })()")
                            .asBoolean())
                    .as("the newest line is in view")
                    .isTrue();
            Look.shot(tab, "task-log");
            tab.evaluate("document.querySelector('pre.log').scrollTop = 40");
            put(server, task, 101);
            tab.sees("line 101 <b>");
            assertThat(tab.evaluate("document.querySelector('pre.log').scrollTop")
                            .asInt())
                    .as("who scrolled back stays there")
                    .isEqualTo(40);
        }
    }

    private static String stream(String task, String more) {
        return "{\"logGroupName\":\"shop\",\"logStreamName\":\"p/web/" + task + "\"" + more + "}";
    }

    private static void put(SimulatedServer server, String task, int lines) throws Exception {
        long now = Instant.now().toEpochMilli();
        String events = IntStream.rangeClosed(lines == 101 ? 101 : 1, lines)
                .mapToObj(each -> "{\"timestamp\":" + now + ",\"message\":\"line " + each + " <b>\"}")
                .collect(Collectors.joining(","));
        assertThat(server.logs("PutLogEvents", stream(task, ",\"logEvents\":[" + events + "]"))
                        .statusCode())
                .isEqualTo(200);
    }

    private String runningTask(SimulatedServer server) throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        Matcher image = Pattern.compile("<imageId>(ami-[^<]+)<")
                .matcher(server.ec2("Action=DescribeImages").body());
        assertThat(image.find()).isTrue();
        server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image.group(1));
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64,\"logConfiguration\":"
                        + "{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"shop\",\"awslogs-region\":\"us-east-1\",\"awslogs-stream-prefix\":\"p\"}}},"
                        + "{\"name\":\"side\",\"image\":\"nginx\",\"memory\":64}]}");
        Awaitility.await("an instance has joined")
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.ecs("ListContainerInstances", "{}").body().contains("container-instance/"));
        String arn = json.readTree(
                        server.ecs("RunTask", "{\"taskDefinition\":\"app\"}").body())
                .at("/tasks/0/taskArn")
                .asText();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
