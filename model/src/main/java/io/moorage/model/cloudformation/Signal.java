package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody told of a resource that waits: {@code SignalResource}, or a request to a wait condition's handle.
 *
 * @param generation of the resource; a handle's signals have 0
 * @param uniqueId a second signal of the same id changes nothing
 * @param reported whether an event told of it
 */
public record Signal(
        String stackId,
        String logicalId,
        int generation,
        String uniqueId,
        boolean success,
        Optional<String> reason,
        Optional<String> data,
        Instant time,
        boolean reported) {
    public String key() {
        return stackId + "|" + logicalId + "|" + generation + "|" + uniqueId;
    }

    public Signal told() {
        return new Signal(stackId, logicalId, generation, uniqueId, success, reason, data, time, true);
    }
}
