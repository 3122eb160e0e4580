package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A C2J model with the overlay merged in, seen through the operations that were asked for.
 *
 * @param operations the wanted operations, sorted
 */
record C2jModel(String service, JsonNode root, List<String> operations) {

    static C2jModel load(String service, String resource) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(bytes(resource));
        byte[] overlay = bytesOrNull("overlay/" + service + ".json");
        if (overlay != null) {
            merge(root, (ObjectNode) mapper.readTree(overlay));
        }
        List<String> wanted = new String(bytes("operations/" + service + ".txt"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .sorted()
                .toList();
        for (String name : wanted) {
            if (!root.path("operations").has(name)) {
                throw new IllegalArgumentException(service + " has no operation " + name);
            }
        }
        return new C2jModel(service, root, wanted);
    }

    JsonNode metadata() {
        return root.path("metadata");
    }

    JsonNode operation(String name) {
        return root.path("operations").path(name);
    }

    /** Every operation of the service, wanted or not. */
    Iterable<Map.Entry<String, JsonNode>> allOperations() {
        return root.path("operations").properties();
    }

    JsonNode shape(String name) {
        JsonNode shape = root.path("shapes").path(name);
        if (shape.isMissingNode()) {
            throw new IllegalArgumentException(service + " has no shape " + name);
        }
        return shape;
    }

    /** The shapes that inputs and outputs of the wanted operations use, of any kind. */
    Set<String> reachable() {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String name : operations) {
            for (String side : List.of("input", "output")) {
                if (operation(name).has(side)) {
                    open.add(operation(name).path(side).path("shape").asText());
                }
            }
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                JsonNode shape = shape(name);
                for (String part : List.of("member", "key", "value")) {
                    if (shape.has(part)) {
                        open.add(shape.path(part).path("shape").asText());
                    }
                }
                shape.path("members")
                        .forEach(member -> open.add(member.path("shape").asText()));
            }
        }
        return seen;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            JsonNode present = into.get(field.getKey());
            if (present instanceof ObjectNode object && field.getValue() instanceof ObjectNode addition) {
                merge(object, addition);
            } else if (present == null) {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        byte[] content = bytesOrNull(resource);
        if (content == null) {
            throw new IOException("no resource " + resource);
        }
        return content;
    }

    private static byte @Nullable [] bytesOrNull(String resource) throws IOException {
        try (InputStream stream = C2jModel.class.getClassLoader().getResourceAsStream(resource)) {
            return stream == null ? null : stream.readAllBytes();
        }
    }
}
