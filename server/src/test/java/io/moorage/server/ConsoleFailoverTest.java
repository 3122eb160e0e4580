package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.model.Failover.CutOff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The failover view, in a browser: the documents that {@code ./moorage events --failovers} prints, moment by moment. */
final class ConsoleFailoverTest extends ConsoleInBrowser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> OF_INSTANCE =
            List.of("killedMillis", "lastHeardMillis", "noticedMillis", "fencedMillis");
    private static final List<String> OF_TASK = List.of(
            "stoppedMillis", "placedMillis", "mountedMillis", "runningMillis", "healthyMillis", "firstQueryMillis");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void itTellsWhatTheShellTells() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/failovers");
        tab.sees("No instance was lost.");
        tab.sees("./moorage events --failovers");
        Look.accessible(tab);
        String id = Beginnings.fileSystem(server, "orders");
        String lost = withAServiceOn(id);
        server.kill(lost);
        tab.sees(lost);
        JsonNode told = served(lost);
        tab.sees(seconds(told.path("durations").path("total").asLong()));

        assertThat(moments(tab)).containsExactlyInAnyOrderElementsOf(moments(told));
        JsonNode task = told.path("tasks").path(0);
        for (String words : List.of(
                "file server files-1 cut off 2 clients with 14 open files and freed 5 locks",
                "service:shop: task " + last(task.path("task")) + " is written off",
                "service:shop: task " + last(task.path("replacement")) + " is placed on "
                        + task.path("instance").asText())) {
            tab.sees(words);
        }
        tab.click("What it held on file systems");
        assertThat(tab.evaluate("[...document.querySelectorAll('.failover details tbody tr')].map((r) => r.innerText"
                                + ".trim().split(/\\s+/).join(' ')).join('; ')")
                        .asText())
                .isEqualTo("files-1 " + id + " 172.31.0.9 12 3; files-1 " + id + " 172.31.0.10 2 2");
        String keys = tab.evaluate("document.querySelector('.failover .keys').textContent")
                .asText();
        told.path("durations").properties().stream()
                .filter(each -> each.getValue().isNumber() && !each.getKey().equals("total"))
                .forEach(each ->
                        assertThat(keys).contains(seconds(each.getValue().asLong())));
        Look.shot(tab, "failover");
        narrowed(tab, lost);
    }

    private void narrowed(Tab tab, String lost) throws Exception {
        tab.open(server.uri() + "/console/failovers?instance=i-00000000000000000");
        tab.sees("i-00000000000000000: no instance was lost.");
        tab.click("All failovers");
        tab.sees(lost);
    }

    /** Returns the instance that its task runs on. */
    private String withAServiceOn(String fileSystem) throws Exception {
        Beginnings.launchTwo(server);
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
        server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"shop\",\"desiredCount\":1}");
        JsonNode arns = Awaitility.await("the task runs")
                .atMost(PATIENCE)
                .until(
                        () -> asked("DescribeServices", "{\"services\":[\"shop\"]}")
                                        .toString()
                                        .contains("\"runningCount\":1")
                                ? asked("ListTasks", "{\"serviceName\":\"shop\"}")
                                        .path("taskArns")
                                : json.createArrayNode(),
                        found -> found.size() == 1);
        String arn = asked("DescribeTasks", "{\"tasks\":" + arns + "}")
                .at("/tasks/0/containerInstanceArn")
                .asText();
        String instance = asked("DescribeContainerInstances", "{\"containerInstances\":[\"" + arn + "\"]}")
                .at("/containerInstances/0/ec2InstanceId")
                .asText();
        server.files()
                .setHeld(
                        instance,
                        List.of(
                                new CutOff("files-1", fileSystem, "172.31.0.9", "Linux NFSv4.1 a", 12, 3),
                                new CutOff("files-1", fileSystem, "172.31.0.10", "Linux NFSv4.1 b", 2, 2)));
        return instance;
    }

    private JsonNode asked(String operation, String input) throws Exception {
        return json.readTree(server.ecs(operation, input).body());
    }

    private JsonNode served(String lost) {
        return Awaitility.await("its task serves again")
                .atMost(PATIENCE)
                .until(
                        () -> json.readTree(server.page("GET", "ecs/failovers").body())
                                .path(0),
                        each -> each.path("instance").asText().equals(lost)
                                && each.path("durations").path("total").isNumber());
    }

    /** As CLI and page count: from the death. */
    private static List<String> moments(JsonNode told) {
        List<String> all = new ArrayList<>();
        OF_INSTANCE.forEach(each -> add(all, told, told.path(each)));
        told.path("tasks").forEach(task -> OF_TASK.forEach(each -> add(all, told, task.path(each))));
        return all;
    }

    private static void add(List<String> all, JsonNode told, JsonNode millis) {
        if (millis.isNumber()) {
            all.add(String.format(
                    Locale.ROOT,
                    "%+.3f s",
                    (millis.asLong() - told.path("killedMillis").asLong()) / 1000.0));
        }
    }

    private static List<String> moments(Tab tab) throws Exception {
        List<String> all = new ArrayList<>();
        tab.evaluate("[...document.querySelectorAll('.moments time')].map((t) => t.textContent)")
                .forEach(each -> all.add(each.asText()));
        return all;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
    }

    private static String last(JsonNode arn) {
        return arn.asText().replaceFirst(".*/", "");
    }
}
