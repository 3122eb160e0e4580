package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which resource of a template needs which: by {@code Ref}, {@code Fn::GetAtt}, {@code Fn::Sub} and {@code DependsOn}
 * (CloudFormation user guide, "DependsOn attribute").
 */
final class Dependencies {
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[^}]*)?}");

    private Dependencies() {}

    /** To each of {@code resources} those of them that it needs. */
    static Map<String, Set<String>> of(String template, Collection<String> resources) {
        Map<String, Set<String>> needs = new TreeMap<>();
        JsonNode all =
                TemplateText.read(template).map(each -> each.path("Resources")).orElse(MissingNode.getInstance());
        for (String each : resources) {
            Set<String> found = new TreeSet<>();
            collect(all.path(each), found);
            found.retainAll(resources);
            found.remove(each);
            needs.put(each, found);
        }
        return needs;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isObject()) {
            node.properties().forEach(each -> member(each.getKey(), each.getValue(), found));
        } else if (node.isArray()) {
            node.forEach(each -> collect(each, found));
        }
    }

    private static void member(String name, JsonNode value, Set<String> found) {
        switch (name) {
            case "Ref" -> found.add(value.asText());
            case "Fn::GetAtt" ->
                found.add(
                        value.isArray()
                                ? value.path(0).asText()
                                : value.asText().replaceFirst("\\..*", ""));
            case "Fn::Sub" -> substituted(value.isArray() ? value.path(0).asText() : value.asText(), found);
            case "DependsOn" -> {
                if (value.isTextual()) {
                    found.add(value.asText());
                }
                value.forEach(each -> found.add(each.asText()));
            }
            default -> {}
        }
        collect(value, found);
    }

    private static void substituted(String text, Set<String> found) {
        Matcher matcher = SUBSTITUTED.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
