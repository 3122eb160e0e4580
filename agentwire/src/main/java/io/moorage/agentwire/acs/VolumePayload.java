package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a task.
 *
 * @param type {@code host}, {@code docker} or {@code efs}; absent means host
 */
public record VolumePayload(
        String name,
        @Nullable String type,
        @Nullable HostVolume host,
        @Nullable DockerVolumeConfiguration dockerVolumeConfiguration,
        @Nullable EfsVolumeConfiguration efsVolumeConfiguration) {

    /** @param sourcePath on the instance; absent: an anonymous volume that goes with the task */
    public record HostVolume(@Nullable String sourcePath) {}

    /** @param scope {@code task} or {@code shared} */
    public record DockerVolumeConfiguration(
            @Nullable String scope,
            @Nullable Boolean autoprovision,
            @Nullable String driver,
            Map<String, String> driverOpts,
            Map<String, String> labels) {
        public DockerVolumeConfiguration {
            driverOpts = Absent.orEmpty(driverOpts);
            labels = Absent.orEmpty(labels);
        }
    }

    /** @param transitEncryption {@code ENABLED} or {@code DISABLED} */
    public record EfsVolumeConfiguration(
            String fileSystemId,
            @Nullable String rootDirectory,
            @Nullable String transitEncryption,
            @Nullable Integer transitEncryptionPort,
            @Nullable AuthorizationConfig authorizationConfig) {}

    /** @param iam {@code ENABLED} or {@code DISABLED} */
    public record AuthorizationConfig(
            @Nullable String accessPointId, @Nullable String iam) {}
}
