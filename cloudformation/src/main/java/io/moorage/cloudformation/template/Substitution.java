package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}: text with variables, and optionally values for some of them. */
final class Substitution {
    private static final Pattern LITERAL = Pattern.compile("\\$\\{!([^{}]*)}");

    private Substitution() {}

    static String of(JsonNode operand, Evaluator evaluator) throws InvalidTemplateException {
        boolean withValues = operand.isArray();
        JsonNode text = withValues ? operand.path(0) : operand;
        if (!text.isTextual()
                || (withValues && (operand.size() != 2 || !operand.get(1).isObject()))) {
            throw InvalidTemplateException.meaning(
                    "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument,"
                            + " and an optional second argument to specify a mapping of values to replace in the string");
        }
        JsonNode values = withValues ? operand.get(1) : JsonNodeFactory.instance.objectNode();
        StringBuilder result = new StringBuilder();
        Matcher variables = References.VARIABLE.matcher(text.textValue());
        while (variables.find()) {
            String value = value(variables.group(1).strip(), values, evaluator);
            variables.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        variables.appendTail(result);
        return LITERAL.matcher(result).replaceAll("\\${$1}");
    }

    private static String value(String name, JsonNode values, Evaluator evaluator) throws InvalidTemplateException {
        JsonNode value;
        int dot = name.indexOf('.');
        if (values.has(name)) {
            value = evaluator.value(values.get(name)).orElseGet(JsonNodeFactory.instance::missingNode);
        } else if (dot < 0) {
            value = evaluator.ref(name).orElseGet(JsonNodeFactory.instance::missingNode);
        } else {
            value = evaluator.attribute(name.substring(0, dot), name.substring(dot + 1));
        }
        if (!value.isValueNode() || value.isMissingNode()) {
            throw InvalidTemplateException.meaning(
                    "variable " + name + " in Fn::Sub expression does not resolve to a string");
        }
        return value.asText();
    }
}
