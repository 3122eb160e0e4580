package io.moorage.awsapi.permission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The condition keys of requests about tags (IAM user guide, "Controlling access to AWS resources using tags"). */
public final class TagConditions {
    private static final String KEYS = "aws:TagKeys";

    private TagConditions() {}

    /** Those of a request that carries tags, each with what its service's model calls key and value. */
    public static <T> Map<String, List<String>> requested(
            List<T> tags, Function<T, @Nullable String> key, Function<T, @Nullable String> value) {
        Map<String, List<String>> keys = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (T tag : tags) {
            String name = key.apply(tag);
            if (name != null) {
                names.add(name);
                keys.put("aws:RequestTag/" + name, List.of(Objects.requireNonNullElse(value.apply(tag), "")));
            }
        }
        keys.putAll(named(names));
        return keys;
    }

    public static Map<String, List<String>> requested(Map<String, String> tags) {
        return requested(List.copyOf(tags.entrySet()), Map.Entry::getKey, Map.Entry::getValue);
    }

    /** That of a request that names keys of tags. */
    public static Map<String, List<String>> named(List<String> names) {
        return names.isEmpty() ? Map.of() : Map.of(KEYS, List.copyOf(names));
    }
}
