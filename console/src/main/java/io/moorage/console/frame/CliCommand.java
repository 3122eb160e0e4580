package io.moorage.console.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call as the AWS CLI makes it.
 *
 * @param input members named as on the wire
 */
public record CliCommand(String service, String operation, JsonNode input) {
    /** In place of a member that is a file's content, and too long for a line. */
    static final String TEMPLATE_FILE = "file://template.yaml";

    private static final String TEMPLATE = "TemplateBody";

    /** What the CLI calls otherwise, by service, operation and option: what would hide an option of its own, and some opposites. */
    private static final Map<String, String> RENAMED = Map.of(
            "sns subscribe --endpoint", "--notification-endpoint",
            "ecs create-service --no-enable-execute-command", "--disable-execute-command",
            "ecs update-service --no-enable-execute-command", "--disable-execute-command",
            "ecs run-task --no-enable-execute-command", "--disable-execute-command");

    /** Whether the call changes nothing. */
    public boolean reads() {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }

    /** Whether its line names a file that is the template. */
    boolean readsTemplate() {
        return input.has(TEMPLATE);
    }

    /** One line for a shell. */
    public String line() {
        String options = input.properties().stream()
                .map(member -> " " + option(member.getKey(), member.getValue()))
                .collect(Collectors.joining());
        return "aws " + called() + options;
    }

    private String called() {
        return service + " " + kebab(operation);
    }

    /**
     * AWS CLI user guide, "Specifying parameter values": lists of plain values are words, structures are JSON; a flag has no
     * value and an opposite that begins with {@code no}. What begins with a hyphen is no option when it follows an equals sign.
     */
    private String option(String name, JsonNode value) {
        boolean negated = value.isBoolean() && !value.asBoolean();
        String plain = (negated ? "--no-" : "--") + kebab(name);
        String option = RENAMED.getOrDefault(called() + " " + plain, plain);
        if (value.isBoolean()) {
            return option;
        }
        if (name.equals(TEMPLATE)) {
            return option + " " + TEMPLATE_FILE;
        }
        if (value.isArray() && !value.isEmpty() && value.valueStream().allMatch(CliCommand::isWord)) {
            return option
                    + value.valueStream()
                            .map(each -> " " + quoted(each.asText()))
                            .collect(Collectors.joining());
        }
        String text = value.isContainerNode() ? value.toString() : value.asText();
        return option + (text.startsWith("-") ? "=" : " ") + quoted(text);
    }

    /** Whether it is taken as it stands among others. */
    private static boolean isWord(JsonNode value) {
        return value.isValueNode() && !value.asText().matches("(?s)[-\\[{].*");
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** As botocore's {@code xform_name} does it: {@code OKActions} is {@code ok-actions}, {@code TopicARNs} is {@code topic-arns}. */
    private static String kebab(String name) {
        String plural = name.replaceFirst("([a-z0-9])([A-Z]{2,}s)$", "$1-$2");
        String head = plural.equals(name) ? name : plural.substring(0, plural.lastIndexOf('-'));
        return (head.replaceAll("(.)([A-Z][a-z]+)", "$1-$2").replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        + plural.substring(head.length()))
                .toLowerCase(Locale.ROOT);
    }
}
