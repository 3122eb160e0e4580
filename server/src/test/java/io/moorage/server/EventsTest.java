package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed of ECS's state changes, and the story of a lost instance. */
final class EventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Told(String id, JsonNode document) {
        String type() {
            return document.path("detail-type").asText();
        }

        JsonNode detail() {
            return document.path("detail");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    private InputStream open(SimulatedServer server, String query, String last) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("/_moorage/ecs/events" + query));
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return answer.body();
    }

    private List<Told> told(SimulatedServer server, String query, String last) throws Exception {
        List<Told> all = new ArrayList<>();
        try (Scanner lines = new Scanner(open(server, query, last), "UTF-8")) {
            String id = "";
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    all.add(new Told(id, JSON.readTree(line.substring(6))));
                }
            }
        }
        return all;
    }

    /** A service of one task on two instances, of which the task's own loses its power. */
    @Test
    void whatHappensIsToldInEventBridgesShapes(@TempDir Path home) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home)) {
            String image = AgentKeys.first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
            AgentKeys.done(server.ec2("Action=RunInstances&MinCount=2&MaxCount=2&ImageId=" + image));
            await().atMost(PATIENCE)
                    .until(() -> told(server, "?follow=false", "").stream()
                                    .filter(each ->
                                            each.detail().path("agentConnected").asBoolean())
                                    .map(each -> each.document().path("resources"))
                                    .distinct()
                                    .count()
                            == 2);
            AgentKeys.done(
                    server.ecs(
                            "RegisterTaskDefinition",
                            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"bb\",\"memory\":32}]}"));
            AgentKeys.done(server.ecs(
                    "CreateService", "{\"serviceName\":\"web\",\"taskDefinition\":\"web\",\"desiredCount\":1}"));
            await().atMost(PATIENCE).until(() -> told(server, "?follow=false", "").stream()
                    .anyMatch(each -> each.detail().path("eventName").asText().equals("SERVICE_STEADY_STATE")));
            List<Told> all = told(server, "?follow=false", "");
            shapesAreEventBridges(all);
            resumesWhereItWasLeft(server, all);

            String lost = killed(server, all);
            JsonNode failover = await().atMost(PATIENCE)
                    .until(
                            () -> JSON.readTree(server.page("GET", "ecs/failovers?cluster=default")
                                            .body())
                                    .path(0),
                            each -> each.path("tasks")
                                    .path(0)
                                    .path("runningMillis")
                                    .isNumber());
            assertThat(failover.path("instance").asText()).isEqualTo(lost);
            JsonNode moved = failover.path("tasks").path(0);
            assertThat(moved.path("group").asText()).isEqualTo("service:web");
            assertThat(moved.path("instance").asText()).startsWith("i-").isNotEqualTo(lost);
            assertThat(failover.path("sign").asText()).isEqualTo("STOPPED");
            assertThat(failover.path("killedMillis").asLong())
                    .isPositive()
                    .isLessThanOrEqualTo(failover.path("noticedMillis").asLong());
            assertThat(failover.path("fence").path("clients").isInt()).isTrue();
            assertThat(failover.path("durations").path("total").asLong()).isNotNegative();
            assertThat(server.page("GET", "ecs/failovers?cluster=other").body()).isEqualTo("[ ]\n");
            assertThat(server.page("GET", "ecs/failovers?since=x").statusCode()).isEqualTo(400);
            assertThat(failover.path("fencedMillis").asLong())
                    .isGreaterThanOrEqualTo(failover.path("noticedMillis").asLong());
            assertThat(moved.path("runningMillis").asLong())
                    .isGreaterThanOrEqualTo(moved.path("placedMillis").asLong());
        }
    }

    /** ECS developer guide, "Amazon ECS events": members that every document has, and those of each detail type. */
    private static void shapesAreEventBridges(List<Told> all) {
        Map<String, JsonNode> last = new TreeMap<>();
        for (Told each : all) {
            last.put(each.type(), each.detail());
            JsonNode document = each.document();
            assertThat(document.path("version").asText()).isEqualTo("0");
            assertThat(document.path("source").asText()).isEqualTo("aws.ecs");
            assertThat(document.path("account").asText()).isEqualTo(SimulatedServer.ACCOUNT);
            assertThat(document.path("id").asText()).matches("[0-9a-f-]{36}");
            assertThat(document.path("resources").path(0).asText()).startsWith("arn:aws:ecs:us-east-1:");
        }
        assertThat(last.keySet())
                .containsExactly(
                        "ECS Container Instance State Change",
                        "ECS Deployment State Change",
                        "ECS Service Action",
                        "ECS Task State Change");
        JsonNode task = last.getOrDefault("ECS Task State Change", JSON.missingNode());
        assertThat(task.path("lastStatus").asText()).isEqualTo("RUNNING");
        assertThat(task.path("createdAt").asText()).matches("20[0-9T:.-]+Z");
        assertThat(task.path("launchType").asText()).isEqualTo("EC2");
        assertThat(task.path("containers").path(0).path("name").asText()).isEqualTo("web");
        JsonNode deployment = last.getOrDefault("ECS Deployment State Change", JSON.missingNode());
        assertThat(deployment.path("eventName").asText()).isEqualTo("SERVICE_DEPLOYMENT_COMPLETED");
        assertThat(deployment.path("deploymentId").asText()).startsWith("ecs-svc/");
        assertThat(deployment.path("clusterArn").asText()).endsWith(":cluster/default");
        JsonNode action = last.getOrDefault("ECS Service Action", JSON.missingNode());
        assertThat(action.path("eventType").asText()).isEqualTo("INFO");
        assertThat(action.path("clusterArn").asText()).endsWith(":cluster/default");
    }

    private void resumesWhereItWasLeft(SimulatedServer server, List<Told> all) throws Exception {
        String middle = all.get(all.size() / 2).id();
        List<Told> rest = told(server, "?follow=false", middle);
        assertThat(rest).hasSizeGreaterThanOrEqualTo(all.size() - all.size() / 2 - 1);
        assertThat(rest.getFirst()).isEqualTo(all.get(all.size() / 2 + 1));
        assertThat(told(server, "?follow=false", "otherserver-3").getFirst())
                .as("what another server told is no place to go on from")
                .isEqualTo(all.getFirst());
        assertThat(told(server, "?follow=false&cluster=elsewhere", "")).isEmpty();
    }

    /** Cuts the power of the instance that runs the task, and hears of it while the feed is open. */
    private String killed(SimulatedServer server, List<Told> all) throws Exception {
        Told running = all.stream()
                .filter(each -> each.type().equals("ECS Task State Change"))
                .reduce((one, other) -> other)
                .orElseThrow();
        String machine = AgentKeys.first(
                server.ecs(
                                "DescribeContainerInstances",
                                "{\"containerInstances\":[\""
                                        + running.detail()
                                                .path("containerInstanceArn")
                                                .asText() + "\"]}")
                        .body(),
                "\"ec2InstanceId\":\"([^\"]+)\"");
        try (Scanner feed = new Scanner(open(server, "", all.getLast().id()), "UTF-8")) {
            server.kill(machine);
            while (feed.hasNextLine()) {
                String line = feed.nextLine();
                if (line.startsWith("data: ") && line.contains("\"lastStatus\":\"STOPPED\"")) {
                    assertThat(line).contains(running.detail().path("taskArn").asText());
                    break;
                }
            }
        }
        return machine;
    }
}
