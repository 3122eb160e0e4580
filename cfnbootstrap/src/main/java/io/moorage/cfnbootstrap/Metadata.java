package io.moorage.cfnbootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.moorage.cfnbootstrap.api.StackResourceDetail;

/** A resource's metadata, and places in it: keys with dots between them, a dot of a key's own behind a backslash. */
public final class Metadata {
    private static final JsonMapper JSON = new JsonMapper();

    private Metadata() {}

    /** Missing when the resource has none. */
    public static JsonNode of(StackResourceDetail resource) throws JsonProcessingException {
        return resource.metadata().isEmpty() ? MissingNode.getInstance() : JSON.readTree(resource.metadata());
    }

    /** Missing when there is nothing at that place; all of it for an empty one. */
    public static JsonNode at(JsonNode metadata, String path) {
        JsonNode found = metadata;
        if (!path.isEmpty()) {
            for (String key : path.split("(?<!\\\\)\\.", -1)) {
                found = found.path(key.replace("\\.", "."));
            }
        }
        return found;
    }

    /** As it is shown: text as it is, everything else as JSON over several lines. */
    public static String shown(JsonNode value) throws JsonProcessingException {
        return value.isTextual()
                ? value.textValue()
                : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
