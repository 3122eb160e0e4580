package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.ResourceDrift.Difference;
import io.moorage.model.cloudformation.ResourceDrift.Status;
import io.moorage.model.cloudformation.StackResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a template says of a resource with what its service has: only properties that the template sets explicitly
 * (user guide, "Detecting unmanaged configuration changes to stacks and resources with drift detection").
 */
final class Drifts {
    private final List<Difference> differences = new ArrayList<>();

    private Drifts() {}

    static ResourceDrift of(StackResource row, Wanted wanted, Actual actual, Instant now) {
        return switch (actual) {
            case Actual.Unknown unknown -> drift(row, Status.NOT_CHECKED, "{}", "{}", List.of(), now);
            case Actual.Gone gone -> drift(row, Status.DELETED, row.wish().properties(), "{}", List.of(), now);
            case Actual.Properties properties -> compare(row, wanted, properties.values(), now);
        };
    }

    private static ResourceDrift drift(
            StackResource row,
            Status status,
            String expected,
            String actual,
            List<Difference> differences,
            Instant now) {
        return new ResourceDrift(
                row.stackId(),
                row.logicalId(),
                row.physicalId(),
                row.type(),
                status,
                expected,
                actual,
                differences,
                now);
    }

    private static ResourceDrift compare(StackResource row, Wanted wanted, Map<String, JsonNode> values, Instant now) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        ObjectNode actual = JsonNodeFactory.instance.objectNode();
        Drifts drifts = new Drifts();
        wanted.properties().properties().forEach(each -> {
            JsonNode found = values.get(each.getKey());
            if (found != null) {
                boolean tags = wanted.schema().tagsProperty().equals(Optional.of(each.getKey()));
                expected.set(each.getKey(), tags ? Actual.tagList(wanted.tags()) : each.getValue());
                actual.set(each.getKey(), found);
                drifts.compare("/" + each.getKey(), expected.get(each.getKey()), found);
            }
        });
        return drift(
                row,
                drifts.differences.isEmpty() ? Status.IN_SYNC : Status.MODIFIED,
                expected.toString(),
                actual.toString(),
                drifts.differences,
                now);
    }

    /** What the service adds to an object by itself is no difference. */
    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            expected.properties()
                    .forEach(each ->
                            compare(path + "/" + each.getKey(), each.getValue(), member(actual, each.getKey())));
        } else if (expected.isArray() && actual.isArray()) {
            compareLists(path, expected, actual);
        } else if (actual.isMissingNode()) {
            differences.add(new Difference(path, text(expected), "null", "REMOVE"));
        } else if (!Json.same(expected, actual)) {
            differences.add(new Difference(path, text(expected), text(actual), "NOT_EQUAL"));
        }
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    /** The order of elements means nothing to the services that are asked. */
    private void compareLists(String path, JsonNode expected, JsonNode actual) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < actual.size(); i++) {
            left.add(i);
        }
        for (int i = 0; i < expected.size(); i++) {
            JsonNode wanted = expected.get(i);
            Optional<Integer> match =
                    left.stream().filter(j -> isIn(wanted, actual.get(j))).findFirst();
            if (match.isPresent()) {
                left.remove(match.get());
            } else {
                differences.add(new Difference(path + "/" + i, text(wanted), "null", "REMOVE"));
            }
        }
        left.forEach(j -> differences.add(new Difference(path + "/" + j, "null", text(actual.get(j)), "ADD")));
    }

    private static boolean isIn(JsonNode expected, JsonNode actual) {
        Drifts inner = new Drifts();
        inner.compare("", expected, actual);
        return inner.differences.isEmpty();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
