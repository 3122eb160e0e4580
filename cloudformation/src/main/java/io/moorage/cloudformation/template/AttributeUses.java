package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Which attributes of which resources a template takes, as far as they are written out. */
public final class AttributeUses {
    /** {@code Fn::GetAtt} of a resource, or {@code ${LogicalId.Attribute}}. */
    public record Use(String logicalId, String attribute) {}

    private final Set<Use> uses = new LinkedHashSet<>();

    private AttributeUses() {}

    public static Set<Use> of(Template template) {
        AttributeUses found = new AttributeUses();
        template.resources().values().forEach(each -> found.look(each.properties()));
        template.outputs().values().forEach(each -> found.look(each.value()));
        found.uses.removeIf(use -> !template.resources().containsKey(use.logicalId()));
        return found.uses;
    }

    private void look(JsonNode node) {
        JsonNode getAtt = node.path("Fn::GetAtt");
        if (getAtt.isTextual() && getAtt.textValue().indexOf('.') > 0) {
            add(getAtt.textValue());
        } else if (getAtt.isArray() && getAtt.path(1).isTextual()) {
            uses.add(new Use(getAtt.path(0).asText(), getAtt.path(1).textValue()));
        }
        JsonNode sub = node.path("Fn::Sub");
        if (!sub.isMissingNode()) {
            Matcher variables =
                    References.VARIABLE.matcher(sub.isArray() ? sub.path(0).asText() : sub.asText());
            while (variables.find()) {
                String name = variables.group(1).strip();
                if (name.indexOf('.') > 0 && !sub.path(1).has(name)) {
                    add(name);
                }
            }
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            look(each.getValue());
        }
        if (node.isArray()) {
            node.forEach(this::look);
        }
    }

    private void add(String dotted) {
        int dot = dotted.indexOf('.');
        uses.add(new Use(dotted.substring(0, dot), dotted.substring(dot + 1)));
    }
}
