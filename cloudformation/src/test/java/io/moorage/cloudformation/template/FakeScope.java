package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stack in which every resource is there: its physical id is its logical id in lower case. */
final class FakeScope implements Scope {
    final Map<String, JsonNode> parameters = new HashMap<>();
    final Map<String, String> exports = new HashMap<>();

    FakeScope with(String parameter, String value) {
        parameters.put(parameter, JsonNodeFactory.instance.textNode(value));
        return this;
    }

    @Override
    public PseudoParameters pseudo() {
        return new PseudoParameters(
                "123456789012",
                "us-west-2",
                "demo",
                "arn:aws:cloudformation:us-west-2:123456789012:stack/demo/1",
                List.of());
    }

    @Override
    public Map<String, JsonNode> parameters() {
        return parameters;
    }

    @Override
    public String ref(String logicalId) {
        return logicalId.toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public JsonNode attribute(String logicalId, String attribute) {
        return JsonNodeFactory.instance.textNode(ref(logicalId) + "/" + attribute);
    }

    @Override
    public List<String> availabilityZones(String region) {
        return List.of(region + "a", region + "b", region + "c");
    }

    @Override
    public String imported(String exportName) throws InvalidTemplateException {
        String value = exports.get(exportName);
        if (value == null) {
            throw new InvalidTemplateException("No export named " + exportName + " found.");
        }
        return value;
    }
}
