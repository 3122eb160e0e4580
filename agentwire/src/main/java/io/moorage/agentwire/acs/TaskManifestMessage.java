package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Everything that should be on the instance. Used only when {@code timeline} is above every number seen before.
 *
 * @param generatedAt epoch milliseconds
 */
public record TaskManifestMessage(
        String messageId,
        String clusterArn,
        String containerInstanceArn,
        long generatedAt,
        long timeline,
        List<TaskIdentifier> tasks)
        implements AcsMessage {
    public TaskManifestMessage {
        tasks = Absent.orEmpty(tasks);
    }
}
