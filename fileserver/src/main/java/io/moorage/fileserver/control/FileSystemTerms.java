package io.moorage.fileserver.control;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a file system is served, at whatever address.
 *
 * @param directory absolute path of its root on the server
 * @param arn names the file system as a resource in its policy
 * @param readOnly true when clients may change nothing
 * @param policy the file system policy, a JSON document that is well-formed; null for the default one, which lets every
 *     client in
 * @param throughputMode {@code bursting}, {@code provisioned} or {@code elastic}
 * @param provisionedThroughputInMibps null unless the mode is {@code provisioned}
 * @param throttled true when its throughput is limited as EFS limits it
 * @param lifecycle when files move between storage classes; null: never
 */
public record FileSystemTerms(
        String fileSystemId,
        String directory,
        String arn,
        boolean readOnly,
        @Nullable String policy,
        String throughputMode,
        @Nullable Double provisionedThroughputInMibps,
        Boolean throttled,
        @Nullable Lifecycle lifecycle,
        List<AccessPoint> accessPoints) {
    public FileSystemTerms {
        Objects.requireNonNull(fileSystemId, "fileSystemId");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(throughputMode, "throughputMode");
        // What an earlier version said does not tell.
        throttled = Objects.requireNonNullElse(throttled, false);
        accessPoints = List.copyOf(Objects.requireNonNull(accessPoints, "accessPoints"));
    }

    /**
     * When files move between storage classes.
     *
     * @param toIaDays left alone for so long they go to Infrequent Access; null: never
     * @param toArchiveDays left alone for so long they go to Archive; null: never
     * @param backOnAccess whether what is read comes back to Standard
     */
    public record Lifecycle(
            @Nullable Integer toIaDays, @Nullable Integer toArchiveDays, boolean backOnAccess) {}

    /**
     * A door that sets who its users are and what their root is.
     *
     * @param posixUser whom all clients act as; null: as whom they say they are
     * @param path their root, absolute within the file system
     * @param creationInfo how the root is made where it is missing; null: it is not made, and clients are refused
     */
    public record AccessPoint(
            String id,
            String arn,
            @Nullable PosixUser posixUser,
            String path,
            @Nullable CreationInfo creationInfo) {
        public AccessPoint {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(arn, "arn");
            Objects.requireNonNull(path, "path");
        }
    }

    public record PosixUser(long uid, long gid, List<Long> secondaryGids) {
        public PosixUser {
            secondaryGids = List.copyOf(Objects.requireNonNull(secondaryGids, "secondaryGids"));
        }
    }

    /** @param permissions three or four octal digits */
    public record CreationInfo(long ownerUid, long ownerGid, String permissions) {
        public CreationInfo {
            Objects.requireNonNull(permissions, "permissions");
        }
    }
}
