package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/** The agent runs these though the manifest does not name them. */
public record TaskStopVerificationMessage(String messageId, List<TaskIdentifier> stopCandidates) implements AcsMessage {
    public TaskStopVerificationMessage {
        stopCandidates = Absent.orEmpty(stopCandidates);
    }
}
