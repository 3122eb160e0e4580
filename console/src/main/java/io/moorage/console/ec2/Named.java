package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Aws;
import java.util.stream.Collectors;

/** What tags say. */
public final class Named {
    private Named() {}

    /** The value of the tag {@code Name}; empty when there is none. */
    public static String of(JsonNode tagged) {
        return Aws.list(tagged.path("tagSet")).stream()
                .filter(each -> each.path("key").asText().equals("Name"))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElse("");
    }

    static String tags(JsonNode tagged) {
        return Aws.list(tagged.path("tagSet")).stream()
                .map(each ->
                        each.path("key").asText() + "=" + each.path("value").asText())
                .collect(Collectors.joining(", "));
    }
}
