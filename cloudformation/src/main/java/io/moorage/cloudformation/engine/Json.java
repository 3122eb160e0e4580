package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Documents between rows, where they are text, and the engine. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** What a row holds as text, which was written by Moorage. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row holds no JSON: " + text, e);
        }
    }

    public static Map<String, String> texts(Map<String, JsonNode> nodes) {
        Map<String, String> texts = new LinkedHashMap<>();
        nodes.forEach((name, node) -> texts.put(name, node.toString()));
        return texts;
    }

    /** Whether two values mean the same to a resource: numbers and booleans may be written as text. */
    public static boolean same(JsonNode one, JsonNode other) {
        if (one.isValueNode() && other.isValueNode()) {
            return one.asText().equals(other.asText());
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return one.isObject() && other.isObject() && different(one, other).isEmpty();
    }

    /** The members in which two objects differ. */
    public static Set<String> different(JsonNode one, JsonNode other) {
        Set<String> names = new HashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> one.has(name) && other.has(name) && same(one.get(name), other.get(name)));
        return names;
    }
}
