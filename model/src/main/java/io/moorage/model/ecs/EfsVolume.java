package io.moorage.model.ecs;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory of an EFS file system as a task's volume ({@code API_EFSVolumeConfiguration},
 * {@code API_EFSAuthorizationConfig}).
 *
 * <p>Invariants: an access point comes with transit encryption and the root directory {@code /}; IAM authorisation comes
 * with transit encryption.
 */
public record EfsVolume(
        String fileSystemId,
        String rootDirectory,
        boolean transitEncryption,
        Optional<Integer> transitEncryptionPort,
        Optional<String> accessPointId,
        boolean iam) {
    private static final Pattern FILE_SYSTEM_ID = Pattern.compile("fs-[0-9a-f]{8,40}");

    public EfsVolume {
        if (!FILE_SYSTEM_ID.matcher(fileSystemId).matches()) {
            throw new InvalidDefinitionException("Invalid EFS file system ID: " + fileSystemId);
        }
        if (!rootDirectory.startsWith("/") || rootDirectory.indexOf('\0') >= 0) {
            throw new InvalidDefinitionException("EFS root directory must be an absolute path: " + rootDirectory);
        }
        if (accessPointId.isPresent() && !rootDirectory.equals("/")) {
            throw new InvalidDefinitionException(
                    "EFS root directory must be omitted or set to / when an access point is specified");
        }
        if (!transitEncryption && (accessPointId.isPresent() || iam)) {
            throw new InvalidDefinitionException(
                    "EFS transit encryption must be enabled when an access point or IAM authorization is specified");
        }
        if (!transitEncryption && transitEncryptionPort.isPresent()) {
            throw new InvalidDefinitionException(
                    "EFS transit encryption port must not be specified when transit encryption is disabled");
        }
    }
}
