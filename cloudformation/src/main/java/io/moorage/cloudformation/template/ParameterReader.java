package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads an entry of {@code Parameters}; a default that breaks the parameter's own constraints is refused with the template. */
final class ParameterReader {
    private ParameterReader() {}

    static ParameterDeclaration read(String name, JsonNode node) throws InvalidTemplateException {
        JsonNode typeName = node.path("Type");
        if (!typeName.isTextual()) {
            throw InvalidTemplateException.format("Every Parameters object must contain a Type member.");
        }
        ParameterType type = ParameterType.of(typeName.textValue())
                .orElseThrow(
                        () -> InvalidTemplateException.format("Unrecognized parameter type: " + typeName.textValue()));
        List<String> allowed = new ArrayList<>();
        node.path("AllowedValues").forEach(each -> allowed.add(each.asText()));
        ParameterDeclaration parameter = new ParameterDeclaration(
                name,
                type,
                text(node.path("Default")),
                node.path("NoEcho").asBoolean(),
                node.path("Description").asText(),
                text(node.path("ConstraintDescription")),
                List.copyOf(allowed),
                pattern(name, node.path("AllowedPattern")),
                number(name, "MinLength", node).map(BigDecimal::intValue),
                number(name, "MaxLength", node).map(BigDecimal::intValue),
                number(name, "MinValue", node),
                number(name, "MaxValue", node));
        if (parameter.defaultValue().isPresent() && !type.fromStore()) {
            parameter.check(parameter.defaultValue().get());
        }
        return parameter;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() || node.isContainerNode() ? Optional.empty() : Optional.of(node.asText());
    }

    private static Optional<Pattern> pattern(String name, JsonNode node) throws InvalidTemplateException {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(node.textValue()));
        } catch (PatternSyntaxException e) {
            throw InvalidTemplateException.format("Parameter '" + name
                    + "' has an AllowedPattern that is no regular expression: " + node.textValue());
        }
    }

    private static Optional<BigDecimal> number(String name, String member, JsonNode node)
            throws InvalidTemplateException {
        JsonNode value = node.path(member);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.asText()));
        } catch (NumberFormatException e) {
            throw InvalidTemplateException.format("Parameter '" + name + "': " + member + " must be a number.");
        }
    }
}
