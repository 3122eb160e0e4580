package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression refers to.
 *
 * @param refs names in {@code Ref} and in {@code ${Name}} of {@code Fn::Sub}
 * @param attributeOwners names of which an attribute is taken
 * @param conditions names of conditions in {@code Fn::If} and {@code Condition}
 */
record References(Set<String> refs, Set<String> attributeOwners, Set<String> conditions) {
    /** {@code ${Name}}, {@code ${Name.Attribute}} and {@code ${AWS::Region}}; {@code ${!Literal}} is none. */
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!{}][^{}]*)}");

    static References in(JsonNode expression) {
        References found = new References(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        found.add(expression);
        return found;
    }

    /** Names of resources and parameters, however they are referred to. */
    Set<String> names() {
        Set<String> all = new LinkedHashSet<>(refs);
        all.addAll(attributeOwners);
        return all;
    }

    private void add(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            String function = node.fieldNames().next();
            JsonNode operand = node.get(function);
            switch (function) {
                case "Ref" -> refs.add(operand.asText());
                case "Fn::GetAtt" -> attributeOwners.add(ownerOf(operand));
                case "Fn::Sub" -> addVariables(operand);
                case "Fn::If" -> conditions.add(operand.path(0).asText());
                case "Condition" -> {
                    if (operand.isTextual()) {
                        conditions.add(operand.textValue());
                    }
                }
                default -> {}
            }
        }
        node.forEach(this::add);
    }

    /** {@code "A.B"} and {@code ["A", "B"]} are both written. */
    static String ownerOf(JsonNode getAtt) {
        return getAtt.isArray() ? getAtt.path(0).asText() : getAtt.asText().replaceFirst("\\..*", "");
    }

    private void addVariables(JsonNode sub) {
        String text = sub.isArray() ? sub.path(0).asText() : sub.asText();
        JsonNode own = sub.path(1);
        Matcher variables = VARIABLE.matcher(text);
        while (variables.find()) {
            String name = variables.group(1).strip();
            if (own.has(name)) {
                continue;
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                refs.add(name);
            } else {
                attributeOwners.add(name.substring(0, dot));
            }
        }
    }
}
