package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Tasks to run or to stop: one task per message, since an agent answers a message with a bad task by no ack at all.
 *
 * @param seqNum grows per instance, together with {@link TaskManifestMessage#timeline}
 * @param generatedAt epoch milliseconds
 */
public record PayloadMessage(
        String clusterArn,
        String containerInstanceArn,
        String messageId,
        long seqNum,
        long generatedAt,
        List<TaskPayload> tasks)
        implements AcsMessage {
    public PayloadMessage {
        tasks = Absent.orEmpty(tasks);
    }
}
