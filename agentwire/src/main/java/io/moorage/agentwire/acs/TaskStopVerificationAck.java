package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Which candidates are to stop. Always answered with none, and surplus tasks stopped by a {@link PayloadMessage}: agent 1.73.0 takes a
 * confirmed candidate for stopped while its container runs on.
 */
public record TaskStopVerificationAck(String messageId, long generatedAt, List<TaskIdentifier> stopTasks)
        implements AcsMessage {
    public TaskStopVerificationAck {
        stopTasks = Absent.orEmpty(stopTasks);
    }
}
