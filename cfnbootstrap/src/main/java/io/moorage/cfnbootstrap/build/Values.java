package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Values of metadata as AWS's scripts take them: a flag may be a word, a list may be one text. */
final class Values {
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1");

    private Values() {}

    static boolean flag(JsonNode value) {
        return TRUE.contains(value.asText("").strip().toLowerCase(Locale.ROOT));
    }

    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asText()));
        } else if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
            texts.add(value.asText());
        }
        return texts;
    }

    /** In the order of their names. */
    static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }
}
