package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Service deployments by the API alone, on a simulated instance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceDeploymentsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatedServer server;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        String image = AgentKeys.first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
        AgentKeys.done(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.small&ImageId=" + image));
        await().atMost(PATIENCE)
                .until(() -> server.ecs("ListContainerInstances", "{}").body().contains("container-instance/"));
        define("small", 64);
        define("huge", 1_000_000);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private void define(String family, int memory) throws Exception {
        ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"" + family + "\",\"containerDefinitions\":[{\"name\":\"a\",\"image\":\"b\",\"memory\":"
                        + memory + "}]}");
    }

    private JsonNode ecs(String operation, String request) throws Exception {
        return JSON.readTree(AgentKeys.done(server.ecs(operation, request)));
    }

    private String refusal(String operation, String request) throws Exception {
        HttpResponse<String> answer = server.ecs(operation, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    private static List<String> arns(JsonNode list) {
        return list.findValuesAsText("serviceDeploymentArn");
    }

    private JsonNode list(String service, String more) throws Exception {
        return ecs("ListServiceDeployments", "{\"service\":\"" + service + "\"" + more + "}");
    }

    private String newest(String service) throws Exception {
        return arns(list(service, "")).getFirst();
    }

    private JsonNode described(String arn) throws Exception {
        return ecs("DescribeServiceDeployments", "{\"serviceDeploymentArns\":[\"" + arn + "\"]}")
                .at("/serviceDeployments/0");
    }

    private JsonNode inState(String arn, String status) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> described(arn).path("status").asText().equals(status));
        return described(arn);
    }

    private static String order(String arn, String more) {
        return "{\"serviceDeploymentArn\":\"" + arn + "\"" + more + "}";
    }

    /**
     * API_StopServiceDeployment, stopType: "The valid values are ROLLBACK." ECS guide, "Stopping Amazon ECS service deployments": "You can
     * use this option even if you didn't configure the service deployment for the rollback option."
     */
    @Test
    void aDeploymentThatIsStoppedIsRolledBack() throws Exception {
        ecs("CreateService", "{\"serviceName\":\"web\",\"taskDefinition\":\"small\",\"desiredCount\":1}");
        String first = newest("web");
        JsonNode done = inState(first, "SUCCESSFUL");
        assertThat(done.has("stoppedAt")).isFalse();
        assertThat(done.has("finishedAt")).isTrue();

        ecs("UpdateService", "{\"service\":\"web\",\"taskDefinition\":\"huge\"}");
        String second = newest("web");
        assertThat(second).isNotEqualTo(first);
        assertThat(described(second).path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(arns(list("web", ",\"status\":[\"IN_PROGRESS\"]"))).containsExactly(second);
        assertThat(refusal("StopServiceDeployment", order(second, ",\"stopType\":\"ABORT\"")))
                .contains("InvalidParameterException", "Use ROLLBACK.");
        assertThat(described(second).path("status").asText())
                .as("what was refused changed nothing")
                .isEqualTo("IN_PROGRESS");

        assertThat(ecs("StopServiceDeployment", order(second, ",\"stopType\":\"ROLLBACK\""))
                        .path("serviceDeploymentArn")
                        .asText())
                .isEqualTo(second);
        JsonNode back = inState(second, "ROLLBACK_SUCCESSFUL");
        assertThat(back.at("/rollback/serviceRevisionArn")).isEqualTo(done.at("/targetServiceRevision/arn"));
        assertThat(back.at("/rollback/reason").asText()).contains("StopServiceDeployment");
        assertThat(back.path("stoppedAt").asDouble())
                .isEqualTo(back.at("/rollback/startedAt").asDouble());
        assertThat(back.path("finishedAt").asDouble())
                .isGreaterThanOrEqualTo(back.path("stoppedAt").asDouble());
        assertThat(ecs("DescribeServices", "{\"services\":[\"web\"]}")
                        .at("/services/0/taskDefinition")
                        .asText())
                .endsWith("task-definition/small:1");

        assertThat(arns(list("web", ",\"status\":[\"ROLLBACK_SUCCESSFUL\",\"SUCCESSFUL\"]")))
                .containsExactly(second, first);
        assertThat(arns(list("web", ",\"status\":[\"PENDING\",\"STOP_REQUESTED\",\"ROLLBACK_REQUESTED\"]")))
                .isEmpty();
        assertThat(refusal("StopServiceDeployment", order(second, ""))).contains("ConflictException");
        assertThat(refusal("StopServiceDeployment", order(first, ""))).contains("ConflictException");
    }

    /** API_ListServiceDeployments: nextToken, maxResults, and createdAt "before" and "after". */
    @Test
    void deploymentsAreListedByPagesAndTime() throws Exception {
        ecs("CreateService", "{\"serviceName\":\"paged\",\"taskDefinition\":\"small\",\"desiredCount\":0}");
        ecs("UpdateService", "{\"service\":\"paged\",\"forceNewDeployment\":true}");
        ecs("UpdateService", "{\"service\":\"paged\",\"forceNewDeployment\":true}");
        List<String> all = arns(list("paged", ""));
        assertThat(all).hasSize(3);
        JsonNode one = list("paged", ",\"maxResults\":2");
        assertThat(arns(one)).isEqualTo(all.subList(0, 2));
        String token = one.path("nextToken").asText();
        JsonNode two = list("paged", ",\"maxResults\":2,\"nextToken\":\"" + token + "\"");
        assertThat(arns(two)).isEqualTo(all.subList(2, 3));
        assertThat(two.has("nextToken")).isFalse();
        assertThat(arns(list("paged", ",\"createdAt\":{\"after\":4102444800}"))).isEmpty();
        assertThat(arns(list("paged", ",\"createdAt\":{\"before\":4102444800}")))
                .isEqualTo(all);
    }

    /** docs/scheduling.md: "a first deployment, which has none before it, starts nothing more". */
    @Test
    void theFirstDeploymentHasNothingToGoBackTo() throws Exception {
        ecs("CreateService", "{\"serviceName\":\"first\",\"taskDefinition\":\"huge\",\"desiredCount\":1}");
        String arn = newest("first");
        ecs("StopServiceDeployment", order(arn, ""));
        JsonNode stopped = inState(arn, "STOPPED");
        assertThat(stopped.has("rollback")).isFalse();
        assertThat(stopped.path("stoppedAt")).isEqualTo(stopped.path("finishedAt"));
        assertThat(stopped.path("statusReason").asText()).contains("no service revision to roll back to");
    }

    /** A deployment that a newer one replaces is stopped, and one whose service is deleted. */
    @Test
    void whatIsOvertakenIsStopped() throws Exception {
        ecs("CreateService", "{\"serviceName\":\"over\",\"taskDefinition\":\"huge\",\"desiredCount\":1}");
        String first = newest("over");
        ecs("UpdateService", "{\"service\":\"over\",\"forceNewDeployment\":true}");
        String second = newest("over");
        assertThat(inState(first, "STOPPED").path("statusReason").asText()).contains("newer service deployment");
        ecs("DeleteService", "{\"service\":\"over\",\"force\":true}");
        assertThat(inState(second, "STOPPED").path("statusReason").asText()).contains("deleted");
    }
}
