package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.cloudformation.Choices.Choice;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field for each of a template's parameters: a choice where the template or the account has one, a password where the
 * template says {@code NoEcho}, whose value is in no page.
 */
final class ParameterForm {
    private final List<JsonNode> declared;
    private final Choices choices;
    private final Map<String, String> previous = new HashMap<>();

    /**
     * @param summary what GetTemplateSummary answered
     * @param stack what is updated; a missing node for a new one
     */
    ParameterForm(JsonNode summary, Choices choices, JsonNode stack) {
        this.declared = Aws.list(summary.path("Parameters"));
        this.choices = choices;
        stack.path("Parameters")
                .forEach(each -> previous.put(
                        each.path("ParameterKey").asText(),
                        each.path("ParameterValue").asText()));
    }

    /** @param given what was sent before, when it was refused */
    Html fields(Parameters given) {
        return declared.isEmpty()
                ? Html.of("<p class=\"hint\">The template has no parameters.</p>")
                : Html.all(declared.stream().map(each -> field(each, given)).toList());
    }

    /** What was sent, as the API takes it. */
    void put(Parameters form, ArrayNode into) {
        for (JsonNode each : declared) {
            String key = key(each);
            boolean untyped = isHidden(each) && form.raw(field(key)).isEmpty();
            if (untyped && previous.containsKey(key)) {
                into.addObject().put("ParameterKey", key).put("UsePreviousValue", true);
            } else if (!untyped || !hasDefault(each)) {
                into.addObject().put("ParameterKey", key).put("ParameterValue", sent(each, form));
            }
        }
    }

    /** What {@link #put} put, without the values that nobody is shown. */
    void hide(JsonNode put) {
        Set<String> hidden = declared.stream()
                .filter(ParameterForm::isHidden)
                .map(ParameterForm::key)
                .collect(Collectors.toSet());
        for (JsonNode each : put) {
            if (each instanceof ObjectNode one
                    && one.has("ParameterValue")
                    && hidden.contains(one.path("ParameterKey").asText())) {
                one.put("ParameterValue", "****");
            }
        }
    }

    private String sent(JsonNode parameter, Parameters form) {
        String prefix = field(key(parameter)) + ".";
        return isList(parameter) && form.values().keySet().stream().anyMatch(name -> name.startsWith(prefix))
                ? form.values().keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> name.substring(prefix.length()))
                        .collect(Collectors.joining(","))
                : form.raw(field(key(parameter)));
    }

    private Html field(JsonNode parameter, Parameters given) {
        String key = key(parameter);
        if (isHidden(parameter)) {
            return Html.of(
                    "<label>{}{}<input type=\"password\" name=\"{}\" autocomplete=\"new-password\"></label>",
                    key,
                    hint(parameter, whenEmpty(parameter)),
                    field(key));
        }
        String value = given.values().containsKey(field(key))
                ? given.raw(field(key))
                : previous.getOrDefault(key, parameter.path("DefaultValue").asText());
        Optional<List<Choice>> choice = choice(parameter);
        if (choice.isPresent()) {
            return isList(parameter)
                    ? several(parameter, choice.get(), value, given)
                    : one(parameter, choice.get(), value);
        }
        return Html.of(
                "<label>{}{}<input name=\"{}\" value=\"{}\" type=\"{}\"{} autocomplete=\"off\" spellcheck=\"false\"></label>",
                key,
                hint(parameter, isList(parameter) ? "several, with commas between them" : ""),
                field(key),
                value,
                type(parameter).equals("Number") ? "number" : "text",
                Html.of(" step=\"any\"").when(type(parameter).equals("Number")));
    }

    private String whenEmpty(JsonNode hidden) {
        return previous.containsKey(key(hidden))
                ? "leave it empty to keep it as it is"
                : hasDefault(hidden) ? "empty: the template's default" : "is not shown again";
    }

    private Optional<List<Choice>> choice(JsonNode parameter) {
        List<Choice> allowed = Aws.list(parameter.path("ParameterConstraints").path("AllowedValues")).stream()
                .map(each -> new Choice(each.asText(), each.asText()))
                .toList();
        return allowed.isEmpty() ? choices.of(element(type(parameter))) : Optional.of(allowed);
    }

    private static Html one(JsonNode parameter, List<Choice> choices, String value) {
        boolean known = choices.stream().anyMatch(each -> each.value().equals(value));
        return Html.of(
                "<label>{}{}<select name=\"{}\">{}{}</select></label>",
                key(parameter),
                hint(parameter, choices.isEmpty() ? "there is none yet: " + type(parameter) : ""),
                field(key(parameter)),
                Html.of("<option value=\"{}\">{}</option>", value, value.isEmpty() ? "Choose" : value)
                        .when(!known),
                choices.stream()
                        .map(each -> Html.of(
                                "<option value=\"{}\"{}>{}</option>",
                                each.value(),
                                Html.of(" selected").when(each.value().equals(value)),
                                each.label()))
                        .toList());
    }

    private static Html several(JsonNode parameter, List<Choice> choices, String value, Parameters given) {
        String name = field(key(parameter));
        Set<String> chosen =
                Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        return Html.of(
                "<fieldset class=\"stack tight\"><legend>{}{}</legend><input type=\"hidden\" name=\"{}\" value=\"\">{}</fieldset>",
                key(parameter),
                hint(parameter, choices.isEmpty() ? "there is none yet: " + type(parameter) : ""),
                name,
                choices.stream()
                        .map(each -> Html.of(
                                "<label class=\"check\"><input type=\"checkbox\" name=\"{}.{}\"{}>{}</label>",
                                name,
                                each.value(),
                                Html.of(" checked")
                                        .when(chosen.contains(each.value())
                                                || given.values().containsKey(name + "." + each.value())),
                                each.label()))
                        .toList());
    }

    private static Html hint(JsonNode parameter, String more) {
        String description = parameter.path("Description").asText();
        String said = description.isEmpty() || more.isEmpty() ? description + more : description + " · " + more;
        return said.isEmpty() ? Html.NOTHING : Html.of(" <span class=\"hint\">{}</span>", said);
    }

    /** CloudFormation user guide, "Parameters": the default stands where a stack is made without a value. */
    private static boolean hasDefault(JsonNode parameter) {
        return parameter.hasNonNull("DefaultValue");
    }

    private static boolean isHidden(JsonNode parameter) {
        return parameter.path("NoEcho").asBoolean();
    }

    private static boolean isList(JsonNode parameter) {
        return type(parameter).startsWith("List<") || type(parameter).equals("CommaDelimitedList");
    }

    private static String element(String type) {
        return type.startsWith("List<") ? type.substring(5, type.length() - 1) : type;
    }

    private static String type(JsonNode parameter) {
        return parameter.path("ParameterType").asText();
    }

    private static String key(JsonNode parameter) {
        return parameter.path("ParameterKey").asText();
    }

    private static String field(String key) {
        return "p." + key;
    }
}
