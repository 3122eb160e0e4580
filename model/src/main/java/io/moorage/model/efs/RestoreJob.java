package io.moorage.model.efs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A recovery point being put back (AWS Backup Developer Guide, "Restoring an Amazon EFS file system"): into a new directory
 * of the root, never over what is there.
 *
 * @param directory its name
 * @param message why it failed; else empty
 */
public record RestoreJob(
        String recoveryPointId,
        String fileSystemId,
        String directory,
        Instant created,
        Status status,
        Optional<String> message) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS'Z'", Locale.ROOT);

    /** As AWS Backup says it (RestoreJob {@code Status}). */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }

    public static RestoreJob running(RecoveryPoint point, String fileSystemId, Instant now) {
        String directory = "aws-backup-restore_" + TIME.format(now.atOffset(ZoneOffset.UTC));
        return new RestoreJob(point.id(), fileSystemId, directory, now, Status.RUNNING, Optional.empty());
    }

    public String key() {
        return fileSystemId + "/" + directory;
    }

    public RestoreJob completed() {
        return in(Status.COMPLETED, Optional.empty());
    }

    public RestoreJob failed(String why) {
        return in(Status.FAILED, Optional.of(why));
    }

    private RestoreJob in(Status next, Optional<String> why) {
        return new RestoreJob(recoveryPointId, fileSystemId, directory, created, next, why);
    }
}
