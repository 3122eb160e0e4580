package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a resource is from what its stack made it, as it was last looked at (API reference, {@code StackResourceDrift}).
 *
 * @param expected properties as the template has them, as JSON; without what the service does not tell
 * @param actual the same properties as the service has them
 */
public record ResourceDrift(
        String stackId,
        String logicalId,
        Optional<String> physicalId,
        String type,
        Status status,
        String expected,
        String actual,
        List<Difference> differences,
        Instant checked) {
    public ResourceDrift {
        differences = List.copyOf(differences);
    }

    /** API reference, {@code StackResourceDriftStatus}. */
    public enum Status {
        IN_SYNC,
        MODIFIED,
        DELETED,
        NOT_CHECKED;

        public boolean isDrifted() {
            return this == MODIFIED || this == DELETED;
        }
    }

    /**
     * @param path such as {@code /Tags/0/Value}
     * @param type {@code ADD}, {@code REMOVE} or {@code NOT_EQUAL}
     */
    public record Difference(String path, String expected, String actual, String type) {}

    /** Its key. */
    public String key() {
        return key(stackId, logicalId);
    }

    public static String key(String stackId, String logicalId) {
        return stackId + "|" + logicalId;
    }
}
