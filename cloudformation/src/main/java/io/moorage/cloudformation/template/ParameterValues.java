package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the values of a template's parameters from what was given for them. */
public final class ParameterValues {
    private ParameterValues() {}

    /** What the account has: asked where a parameter's type says that its value must exist. */
    public interface Account {
        boolean exists(ParameterType type, String value);

        /** The value of a Systems Manager parameter. */
        Optional<String> stored(String name);
    }

    /** @param given texts by name; where a stack is updated, those it keeps ({@code UsePreviousValue}) among them */
    public static Map<String, JsonNode> of(Template template, Map<String, String> given, Account account)
            throws InvalidTemplateException {
        requireDeclared(template, given);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (ParameterDeclaration each : template.parameters().values()) {
            String text = given.getOrDefault(each.name(), each.defaultValue().orElse(""));
            values.put(each.name(), value(each, text, account));
        }
        return values;
    }

    private static void requireDeclared(Template template, Map<String, String> given) throws InvalidTemplateException {
        List<String> unknown = given.keySet().stream()
                .filter(name -> !template.parameters().containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException("Parameters: " + unknown + " do not exist in the template");
        }
        List<String> missing = template.parameters().values().stream()
                .filter(each -> each.defaultValue().isEmpty() && !given.containsKey(each.name()))
                .map(ParameterDeclaration::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidTemplateException("Parameters: " + missing + " must have values");
        }
    }

    private static JsonNode value(ParameterDeclaration parameter, String text, Account account)
            throws InvalidTemplateException {
        ParameterType type = parameter.type();
        String value = text;
        if (type.fromStore()) {
            value = account.stored(text)
                    .orElseThrow(() -> new InvalidTemplateException(
                            "Unable to fetch parameters [" + text + "] from parameter store for this account."));
        } else {
            parameter.check(text);
        }
        List<String> elements = type.isList() ? elements(value) : List.of(value);
        if (type.mustExist()) {
            for (String each : elements) {
                if (!account.exists(type, each)) {
                    throw new InvalidTemplateException("Parameter validation failed: parameter value " + each
                            + " for parameter name " + parameter.name() + " does not exist");
                }
            }
        }
        return type.isList() ? array(elements) : JsonNodeFactory.instance.textNode(value);
    }

    private static List<String> elements(String value) {
        return value.isEmpty()
                ? List.of()
                : List.of(value.split(",", -1)).stream().map(String::strip).toList();
    }

    private static ArrayNode array(List<String> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(array::add);
        return array;
    }
}
