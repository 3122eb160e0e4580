package io.moorage.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something somebody wants to do.
 *
 * @param principals every name the caller goes by in a Principal element: ARNs, the account's id, a service's host name
 * @param action such as {@code ecs:RunTask}
 * @param resource an ARN, or {@code *} for an action without one
 * @param context values of condition keys, whose names are compared without regard to case
 */
public record AccessRequest(
        List<String> principals, String action, String resource, Map<String, List<String>> context) {
    public AccessRequest {
        principals = List.copyOf(principals);
        Map<String, List<String>> lower = new TreeMap<>();
        context.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        context = Map.copyOf(lower);
    }

    /** The values of a condition key; nothing when the request has no such key. */
    Optional<List<String>> values(String key) {
        return Optional.ofNullable(context.get(key.toLowerCase(Locale.ROOT)));
    }
}
