package io.moorage.console.efs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.moorage.awsapi.AwsException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags as they are typed, a line each. */
final class Tags {
    private Tags() {}

    /** @throws AwsException for a line that is none */
    static Map<String, String> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String line :
                text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new AwsException(
                        "ValidationException", 400, "A tag is a line such as Key=Value, not \"" + line + "\".");
            }
            tags.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        return tags;
    }

    static void write(Map<String, String> tags, ArrayNode into) {
        tags.forEach((key, value) -> into.addObject().put("Key", key).put("Value", value));
    }
}
