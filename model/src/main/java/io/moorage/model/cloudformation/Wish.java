package io.moorage.model.cloudformation;

import java.util.Map;

/**
 * What a resource is to be, with every function worked out. Documents are JSON.
 *
 * @param tags of the stack
 * @param metadata never shown to the service that makes the resource
 * @param deletionPolicy {@code Delete}, {@code Retain}, {@code RetainExceptOnCreate} or {@code Snapshot}
 */
public record Wish(
        String properties,
        Map<String, String> tags,
        String metadata,
        String creationPolicy,
        String updatePolicy,
        String deletionPolicy,
        String updateReplacePolicy) {
    public Wish {
        tags = Map.copyOf(tags);
    }
}
