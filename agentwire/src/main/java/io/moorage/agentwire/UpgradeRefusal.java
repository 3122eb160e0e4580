package io.moorage.agentwire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A typed refusal of a websocket upgrade: the body of an answer whose status is not 101. */
public record UpgradeRefusal(String type, String message) {
    /** The instance was deregistered: the agent waits an hour before it tries again. */
    public static final String INACTIVE_INSTANCE = "InactiveInstanceException";
    /** The credentials lack the permission; the agent backs off and tries again. */
    public static final String ACCESS_DENIED = "AccessDeniedException";

    public static final String INVALID_CLUSTER = "InvalidClusterException";
    public static final String INVALID_INSTANCE = "InvalidInstanceException";
    public static final String SERVER = "ServerException";

    private static final JsonMapper JSON = new JsonMapper();

    public String body() {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", type);
        body.putObject("message").put("message", message);
        return body.toString();
    }

    /** Empty when the body is something else, as from a proxy. */
    public static Optional<UpgradeRefusal> parse(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.path("type").isTextual()
                    ? Optional.of(new UpgradeRefusal(
                            node.path("type").textValue(),
                            node.path("message").path("message").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The agent looks for the name anywhere in the text. */
    public boolean inactive() {
        return type.contains(INACTIVE_INSTANCE);
    }
}
