package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Moorage: the instance was fenced while away. It kills these tasks, makes its network mounts anew, and then sends
 * {@link StopConfirmation}. Sent again until confirmed; may name tasks that are already gone.
 *
 * @param epoch of the fence
 */
public record StopAndConfirmMessage(String messageId, long epoch, List<String> taskArns) implements AcsMessage {
    public StopAndConfirmMessage {
        taskArns = Absent.orEmpty(taskArns);
    }
}
