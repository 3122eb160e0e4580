package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A metric, and its address in the console. */
record Metric(String namespace, String name, Map<String, String> dimensions) {
    private static final String DIMENSION = "d.";

    /** Of an answer that names a metric in CloudWatch's members. */
    static Metric of(JsonNode node) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        node.path("Dimensions")
                .forEach(each -> dimensions.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return new Metric(
                node.path("Namespace").asText(), node.path("MetricName").asText(), dimensions);
    }

    static Metric of(Parameters query) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        query.values().forEach((name, value) -> {
            if (name.startsWith(DIMENSION)) {
                dimensions.put(name.substring(DIMENSION.length()), value);
            }
        });
        return new Metric(query.get("namespace"), query.get("metric"), dimensions);
    }

    String href() {
        return Links.to("cloudwatch", "metric") + parameters().query();
    }

    Parameters parameters() {
        Map<String, String> values = new LinkedHashMap<>(Map.of("namespace", namespace, "metric", name));
        dimensions.forEach((key, value) -> values.put(DIMENSION + key, value));
        return new Parameters(values);
    }

    void put(ObjectNode into) {
        into.put("Namespace", namespace).put("MetricName", name);
        dimensions.forEach((key, value) ->
                into.withArray("Dimensions").addObject().put("Name", key).put("Value", value));
    }

    /** For people. */
    String dimensionText() {
        return dimensions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
