package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a task when its next step is decided.
 *
 * @param stopReason present once the task must end: the control plane asked, or the lease ran out
 * @param prepared what the task needs besides volumes is there
 * @param volumes the last attempt, empty before the first
 * @param images present on the instance
 * @param failures by container name, in ECS's words
 * @param containers by container name, as the runtime shows them; absent: not created
 * @param told names of containers whose end the control plane knows
 */
public record TaskView(
        TaskPayload payload,
        Optional<String> stopReason,
        Preparation prepared,
        Optional<VolumeResult> volumes,
        Set<String> images,
        Map<String, String> failures,
        Map<String, ContainerState> containers,
        Reported reported,
        Set<String> told,
        Instant now) {
    /** The last state the control plane acknowledged. */
    public enum Reported {
        NOTHING,
        RUNNING,
        STOPPED
    }

    /** How far secrets, log streams and the shared namespaces are. */
    public sealed interface Preparation {
        record Open() implements Preparation {}

        record Done() implements Preparation {}

        /** In ECS's words. */
        record Failed(String reason) implements Preparation {}
    }
}
