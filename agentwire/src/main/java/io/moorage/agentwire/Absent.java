package io.moorage.agentwire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list or map that a peer left out is an empty one. */
public final class Absent {
    public static <T> List<T> orEmpty(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    /** Keeps the order of {@code given}. */
    public static Map<String, String> orEmpty(@Nullable Map<String, String> given) {
        return given == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    private Absent() {}
}
