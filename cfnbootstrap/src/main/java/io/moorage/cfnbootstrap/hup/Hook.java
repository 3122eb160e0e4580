package io.moorage.cfnbootstrap.hup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done when something of the stack has changed.
 *
 * @param triggers {@code post.add}, {@code post.update}, {@code post.remove}
 * @param path {@code Resources.ID}, {@code Resources.ID.PhysicalResourceId} or {@code Resources.ID.Metadata} and a key below it
 * @param runas the user; empty for the one that cfn-hup runs as
 */
record Hook(String name, List<String> triggers, String path, String action, Optional<String> runas) {
    static Hook of(String name, Map<String, String> keys) {
        return new Hook(
                name,
                Arrays.stream(keys.getOrDefault("triggers", "").split(",", -1))
                        .map(String::strip)
                        .toList(),
                keys.getOrDefault("path", "").strip(),
                keys.getOrDefault("action", ""),
                Optional.ofNullable(keys.get("runas")).map(String::strip));
    }

    /** Its place among what is remembered. */
    String key() {
        return name + "|" + path;
    }
}
