package io.moorage.model.cloudwatch;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is measured of what (CloudWatch user guide, "Metrics concepts"): namespace, name and dimensions together name it.
 *
 * @param namespace such as {@code AWS/EFS}
 * @param dimensions values by name, in the order of the names
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {
    public Metric {
        dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }
}
