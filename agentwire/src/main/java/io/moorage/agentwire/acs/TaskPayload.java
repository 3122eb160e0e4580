package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as an agent reads it; to stop one, {@code arn} and {@code desiredStatus} are enough.
 *
 * @param version the revision of the task definition
 * @param desiredStatus {@code RUNNING} or {@code STOPPED}; never goes back
 * @param cpu in vCPUs
 * @param memory MiB
 */
public record TaskPayload(
        String arn,
        @Nullable String taskClusterArn,
        @Nullable String family,
        @Nullable String version,
        String desiredStatus,
        @Nullable String overrides,
        @Nullable String networkMode,
        @Nullable String pidMode,
        @Nullable String ipcMode,
        @Nullable String launchType,
        @Nullable Double cpu,
        @Nullable Integer memory,
        @Nullable String serviceName,
        @Nullable RoleCredentials roleCredentials,
        @Nullable RoleCredentials executionRoleCredentials,
        List<VolumePayload> volumes,
        List<ContainerPayload> containers,
        List<ElasticNetworkInterface> elasticNetworkInterfaces) {
    public TaskPayload {
        volumes = Absent.orEmpty(volumes);
        containers = Absent.orEmpty(containers);
        elasticNetworkInterfaces = Absent.orEmpty(elasticNetworkInterfaces);
    }

    public static final String RUNNING = "RUNNING";
    public static final String STOPPED = "STOPPED";

    public static TaskPayload stop(String arn, String clusterArn) {
        return new TaskPayload(
                arn,
                clusterArn,
                null,
                null,
                STOPPED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    public boolean stops() {
        return desiredStatus.equals(STOPPED);
    }
}
