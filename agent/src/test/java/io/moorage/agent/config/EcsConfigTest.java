package io.moorage.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and defaults of the official agent's README, "Environment Variables". */
class EcsConfigTest {
    @Test
    void defaults() {
        EcsConfig config = EcsConfig.of(Map.of());
        assertThat(config.cluster()).isEqualTo("default");
        assertThat(config.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.backendHost()).isEmpty();
    }

    /** A machine that joined has its metadata service in the file, also when its agent is started by hand. */
    @Test
    void theMetadataServiceMayBeNamedInTheFile(@TempDir Path scratch) throws Exception {
        Path file = Files.writeString(
                scratch.resolve("ecs.config"), "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://10.0.0.1:4566/machine\n");
        assertThat(EcsConfig.read(file, Map.of()).metadataEndpoint()).isEqualTo("http://10.0.0.1:4566/machine");
        assertThat(EcsConfig.of(Map.of()).metadataEndpoint()).isEqualTo("http://169.254.169.254");
    }

    @Test
    void laterLinesAndTheEnvironmentWin(@TempDir Path scratch) throws Exception {
        Path file = Files.writeString(
                scratch.resolve("ecs.config"),
                "# comment\nECS_CLUSTER=first\nexport ECS_CLUSTER=\"second\"\nECS_CONTAINER_STOP_TIMEOUT=5s\nnonsense\n");
        assertThat(EcsConfig.read(file, Map.of()).cluster()).isEqualTo("second");
        assertThat(EcsConfig.read(file, Map.of()).stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(EcsConfig.read(file, Map.of("ECS_CLUSTER", "third")).cluster())
                .isEqualTo("third");
        assertThat(EcsConfig.read(scratch.resolve("absent"), Map.of()).cluster())
                .isEqualTo("default");
    }

    /** ECS developer guide, "Container image pull behavior". */
    @Test
    void imagePullBehavior() {
        assertThat(EcsConfig.of(Map.of()).imagePullBehavior()).isEqualTo(ImagePullBehavior.DEFAULT);
        Map.of(
                        "default", ImagePullBehavior.DEFAULT,
                        "always", ImagePullBehavior.ALWAYS,
                        "once", ImagePullBehavior.ONCE,
                        "prefer-cached", ImagePullBehavior.PREFER_CACHED,
                        "whenever", ImagePullBehavior.DEFAULT)
                .forEach((setting, behavior) -> assertThat(EcsConfig.of(Map.of("ECS_IMAGE_PULL_BEHAVIOR", setting))
                                .imagePullBehavior())
                        .isEqualTo(behavior));
    }
}
