package io.moorage.console.frame;

import io.moorage.base.sigv4.Uri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names and values of a query or a sent form; of a name that comes twice the last counts. */
public record Parameters(Map<String, String> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    /** @throws IllegalArgumentException when it is not percent-encoded right */
    public static Parameters of(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? List.<String>of() : List.of(encoded.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.put(Uri.decodeForm(name), equals < 0 ? "" : Uri.decodeForm(pair.substring(equals + 1)));
        }
        return new Parameters(values);
    }

    /** The value without the space around it; empty when there is none. */
    public String get(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** The value exactly as it was typed. */
    public String raw(String name) {
        return values.getOrDefault(name, "");
    }

    public Optional<String> find(String name) {
        return Optional.of(get(name)).filter(value -> !value.isEmpty());
    }

    /** This query with one value set. */
    public Parameters with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Parameters(changed);
    }

    /** All but one. */
    Parameters without(String name) {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.remove(name);
        return new Parameters(rest);
    }

    /** With its question mark. */
    public String query() {
        return "?"
                + values.entrySet().stream()
                        .map(each -> Uri.encode(each.getKey()) + "=" + Uri.encode(each.getValue()))
                        .collect(Collectors.joining("&"));
    }
}
