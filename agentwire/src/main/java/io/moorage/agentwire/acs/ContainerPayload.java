package io.moorage.agentwire.acs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.moorage.agentwire.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container of a task.
 *
 * @param cpu units, 1024 to a core
 * @param memory hard limit in MiB; 0 or absent for none
 * @param overrides a JSON text that may hold {@code command} only
 * @param healthCheckType {@code docker} when {@code dockerConfig} holds a health check
 * @param startTimeout seconds
 * @param stopTimeout seconds from SIGTERM to SIGKILL
 * @param logsAuthenticationStrategy {@code EXECUTION_ROLE} when that role writes the container's logs
 * @param restartPolicy never sent to an agent that does not say it knows of them: older ones have a text here
 */
public record ContainerPayload(
        String name,
        @Nullable String containerArn,
        String image,
        @Nullable Boolean essential,
        @Nullable Integer cpu,
        @Nullable Integer memory,
        List<String> command,
        List<String> entryPoint,
        Map<String, String> environment,
        @Nullable String overrides,
        List<PortMapping> portMappings,
        List<MountPoint> mountPoints,
        List<VolumeFrom> volumesFrom,
        List<String> links,
        @Nullable DockerConfig dockerConfig,
        @Nullable String healthCheckType,
        List<ContainerDependency> dependsOn,
        @Nullable Integer startTimeout,
        @Nullable Integer stopTimeout,
        List<SecretPayload> secrets,
        List<EnvironmentFilePayload> environmentFiles,
        @JsonProperty("logsAuthStrategy") @Nullable String logsAuthenticationStrategy,
        @Nullable RestartPolicyPayload restartPolicy) {
    public ContainerPayload {
        command = Absent.orEmpty(command);
        entryPoint = Absent.orEmpty(entryPoint);
        environment = Absent.orEmpty(environment);
        portMappings = Absent.orEmpty(portMappings);
        mountPoints = Absent.orEmpty(mountPoints);
        volumesFrom = Absent.orEmpty(volumesFrom);
        links = Absent.orEmpty(links);
        dependsOn = Absent.orEmpty(dependsOn);
        secrets = Absent.orEmpty(secrets);
        environmentFiles = Absent.orEmpty(environmentFiles);
    }

    /** Containers are essential unless the definition says otherwise. */
    public boolean essentialOrDefault() {
        return essential == null || essential;
    }
}
