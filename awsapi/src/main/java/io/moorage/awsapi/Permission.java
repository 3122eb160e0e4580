package io.moorage.awsapi;

import java.util.List;
import java.util.Map;

/**
 * Something a caller must be allowed to do.
 *
 * @param action e.g. {@code elasticfilesystem:TagResource}
 * @param resources ARNs, on all of which it must be allowed
 * @param conditions condition keys beyond the global ones, with their values
 */
public record Permission(String action, List<String> resources, Map<String, List<String>> conditions) {
    public Permission {
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }
}
