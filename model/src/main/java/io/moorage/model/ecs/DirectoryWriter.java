package io.moorage.model.ecs;

import java.time.Instant;
import java.util.Optional;

/**
 * A task that is not stopped and has a directory of a file system mounted for writing: one row for each such directory.
 *
 * @param serviceArn of the service that keeps the task, or empty
 * @param name whose task it is, in words: {@code service db} or {@code task family mysql}
 * @param accessPointId by which the task comes to the directory; empty: by none
 * @param since when the task was made
 */
public record DirectoryWriter(
        String taskArn,
        String serviceArn,
        String taskDefinition,
        String name,
        String fileSystemId,
        String directory,
        Optional<String> accessPointId,
        Instant since) {
    /** Unique. */
    public String key() {
        return taskArn + " " + fileSystemId + directory
                + accessPointId.map(id -> " " + id).orElse("");
    }
}
