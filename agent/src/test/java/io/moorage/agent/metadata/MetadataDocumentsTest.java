package io.moorage.agent.metadata;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.metadata.MetadataDocuments.Version;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.task.TaskSnapshot;
import io.moorage.agent.task.TaskStateChange;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Task metadata endpoint version 4", "Task metadata JSON response". */
final class MetadataDocumentsTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:02Z");
    private static final TaskPayload TASK = task("a", List.of(), container("db", true), container("side", false));

    private static TaskSnapshot snapshot() {
        ContainerState db = new ContainerState(
                "0123",
                Map.of("com.amazonaws.ecs.container-name", "db"),
                ContainerState.Phase.RUNNING,
                OptionalInt.empty(),
                ContainerState.Health.HEALTHY,
                false,
                List.of(new ContainerState.Binding("0.0.0.0", 3306, 32_768, "tcp")),
                new ContainerState.Details(
                        Optional.of(STARTED),
                        Optional.of(STARTED),
                        Optional.empty(),
                        "sha256:1",
                        Map.of("bridge", "172.17.0.2"),
                        List.of(new ContainerState.Mount("/mnt/efs", "/data"))));
        return new TaskSnapshot(
                TASK,
                false,
                Reported.RUNNING,
                new TaskStateChange.Pulls(Optional.of(STARTED), Optional.of(STARTED)),
                Map.of("db", db),
                Map.of());
    }

    @Test
    void aTaskShowsItselfAndItsContainers() {
        ObjectNode task = new MetadataDocuments(Version.V4, "us-east-1a", "vpc-1").task(snapshot());
        assertThat(task.path("TaskARN").asText()).isEqualTo(TASK.arn());
        assertThat(task.path("Family").asText()).isEqualTo("family");
        assertThat(task.path("Revision").asText()).isEqualTo("1");
        assertThat(task.path("DesiredStatus").asText()).isEqualTo("RUNNING");
        assertThat(task.path("KnownStatus").asText()).isEqualTo("RUNNING");
        assertThat(task.path("PullStartedAt").asText()).isEqualTo("2026-01-01T00:00:02Z");
        assertThat(task.path("AvailabilityZone").asText()).isEqualTo("us-east-1a");
        assertThat(task.path("VPCID").asText()).isEqualTo("vpc-1");
        assertThat(task.path("LaunchType").asText()).isEqualTo("EC2");
        assertThat(task.path("Containers")).as("those that were made").hasSize(1);
    }

    @Test
    void aContainerShowsWhatItIs() {
        ObjectNode shown = new MetadataDocuments(Version.V4, "us-east-1a", "vpc-1")
                .container(snapshot(), TASK.containers().getFirst());
        assertThat(shown.path("DockerId").asText()).isEqualTo("0123");
        assertThat(shown.path("Name").asText()).isEqualTo("db");
        assertThat(shown.path("DockerName").asText()).isEqualTo("ecs-family-1-db-a");
        assertThat(shown.path("Image").asText()).isEqualTo("image-db");
        assertThat(shown.path("ImageID").asText()).isEqualTo("sha256:1");
        assertThat(shown.path("Type").asText()).isEqualTo("NORMAL");
        assertThat(shown.at("/Health/status").asText()).isEqualTo("HEALTHY");
        assertThat(shown.at("/Volumes/0/Source").asText()).isEqualTo("/mnt/efs");
        assertThat(shown.at("/Ports/0/HostPort").asInt()).isEqualTo(32_768);
        JsonNode network = shown.at("/Networks/0");
        assertThat(network.path("NetworkMode").asText()).isEqualTo("bridge");
        assertThat(network.at("/IPv4Addresses/0").asText()).isEqualTo("172.17.0.2");
    }

    /** Version 3 is without what came later. */
    @Test
    void versionThreeHasNoVpc() {
        ObjectNode task = new MetadataDocuments(Version.V3, "us-east-1a", "vpc-1").task(snapshot());
        assertThat(task.has("VPCID")).isFalse();
        assertThat(task.at("/Containers/0").has("ContainerARN")).isFalse();
    }
}
