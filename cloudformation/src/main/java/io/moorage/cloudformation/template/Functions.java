package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** The names of the intrinsic functions (user guide, "Intrinsic function reference"). */
final class Functions {
    private static final Set<String> OF_VALUES = Set.of(
            "Ref",
            "Fn::Base64",
            "Fn::Cidr",
            "Fn::FindInMap",
            "Fn::GetAtt",
            "Fn::GetAZs",
            "Fn::If",
            "Fn::ImportValue",
            "Fn::Join",
            "Fn::Select",
            "Fn::Split",
            "Fn::Sub");
    private static final Set<String> OF_CONDITIONS = Set.of("Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or");

    private Functions() {}

    static boolean isFunction(JsonNode node) {
        return node.isObject() && node.size() == 1 && isName(node.fieldNames().next());
    }

    private static boolean isName(String name) {
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    /** Refuses what looks like a function and is none that is known here. */
    static void requireKnown(JsonNode node) throws InvalidTemplateException {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = each.getKey();
            if (name.startsWith("Fn::") && !OF_VALUES.contains(name) && !OF_CONDITIONS.contains(name)) {
                throw InvalidTemplateException.meaning("Encountered unsupported function: " + name
                        + " Supported functions are: " + new java.util.TreeSet<>(OF_VALUES));
            }
            if (isName(name) && node.size() > 1) {
                throw InvalidTemplateException.meaning("a function must stand alone in its object: " + name + " has "
                        + (node.size() - 1) + " beside it");
            }
        }
        for (JsonNode each : node) {
            requireKnown(each);
        }
    }
}
