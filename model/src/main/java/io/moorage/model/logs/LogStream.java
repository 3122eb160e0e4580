package io.moorage.model.logs;

import java.time.Instant;

/**
 * Events of one source.
 *
 * @param id tells it from a stream of the same name that was deleted; its events are found by it
 */
public record LogStream(String groupName, String name, String id, Instant created) {
    /** Its key; no stream's name has a colon (API reference, {@code CreateLogStream}). */
    public String key() {
        return key(groupName, name);
    }

    public static String key(String groupName, String name) {
        return groupName + ":" + name;
    }
}
