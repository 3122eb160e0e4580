package io.moorage.console.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import java.util.stream.Collectors;

/** Tags as lines of text. */
final class Tags {
    private Tags() {}

    static String lines(JsonNode tags) {
        return Aws.list(tags).stream()
                .map(each ->
                        each.path("Key").asText() + "=" + each.path("Value").asText())
                .collect(Collectors.joining("\n"));
    }

    /** @throws AwsException of a line without an equals sign */
    static void put(String lines, ArrayNode into) {
        for (String line :
                lines.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new AwsException(
                        "ValidationError",
                        400,
                        "A tag is a line key=value; “" + line + "” has no key or no equals sign.");
            }
            into.addObject()
                    .put("Key", line.substring(0, equals).strip())
                    .put("Value", line.substring(equals + 1).strip());
        }
    }
}
