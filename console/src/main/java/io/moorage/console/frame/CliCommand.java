package io.moorage.console.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A call as the AWS CLI makes it.
 *
 * @param input members named as on the wire
 */
public record CliCommand(String service, String operation, JsonNode input) {
    /** A member that is a file's content, and too long for a line. */
    private static final String TEMPLATE = "TemplateBody";

    /** Whether the call changes nothing. */
    public boolean reads() {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }

    /** One line for a shell. */
    public String line() {
        String options = input.properties().stream()
                .map(member -> " --" + kebab(member.getKey()) + option(member.getKey(), member.getValue()))
                .collect(Collectors.joining());
        return "aws " + service + " " + kebab(operation) + options;
    }

    /** AWS CLI user guide, "Specifying parameter values": lists of plain values are words, flags have none, structures are JSON. */
    private static String option(String name, JsonNode value) {
        if (name.equals(TEMPLATE)) {
            return " file://template.yaml";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "" : " false";
        }
        if (value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            return value.valueStream().map(each -> " " + quoted(each.asText())).collect(Collectors.joining());
        }
        return " " + quoted(value.isContainerNode() ? value.toString() : value.asText());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
