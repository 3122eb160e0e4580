package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECS developer guide, "Service auto healing" as a chart: it tells of what happened before its page was opened. */
final class ServiceCountsTest {
    @Test
    void whoeverOpensAServiceLaterSeesWhatHappened(@TempDir Path home) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home);
                ConsoleVisitor root = new ConsoleVisitor(server)) {
            server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
            Beginnings.launchTwo(server);
            server.ecs(
                    "RegisterTaskDefinition",
                    "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
            server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"app\",\"desiredCount\":2}");
            runs(server, 2);
            noted(root, 2);
            server.ecs("UpdateService", "{\"service\":\"shop\",\"desiredCount\":0}");
            runs(server, 0);
            noted(root, 0);
            server.ecs("UpdateService", "{\"service\":\"shop\",\"desiredCount\":1}");
            runs(server, 1);

            Awaitility.await("the chart").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            root.get("ecs/clusters/default/services/shop").body())
                    .contains("Desired: last 1, least 0, most 2", "Running: last 1, least 0, most 2"));
        }
    }

    /** Nobody's looking notes anything; changes of one second are noted as one. */
    private static void noted(ConsoleVisitor root, int many) {
        Awaitility.await(many + " noted")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        root.get("ecs/clusters/default/services/shop").body().contains("Running: last " + many + ","));
    }

    private static void runs(SimulatedServer server, int many) {
        Awaitility.await(many + " tasks").atMost(Duration.ofSeconds(20)).until(() -> server.ecs(
                        "DescribeServices", "{\"services\":[\"shop\"]}")
                .body()
                .contains("\"runningCount\":" + many + ","));
    }
}
