package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An action was answered with one of AWS's errors. */
final class Refused extends UserError {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String code;

    private Refused(String action, String code, String message) {
        super(action + ": " + message + (code.isEmpty() ? "" : " (" + code + ")"));
        this.code = code;
    }

    /** @param body of the answer: {@code __type} and {@code message} in JSON, or whatever else it is */
    static Refused of(String action, String body) {
        try {
            JsonNode error = JSON.readTree(body);
            String type = error.path("__type").asText(error.at("/Error/Code").asText());
            String message = error.path("message")
                    .asText(error.path("Message")
                            .asText(error.at("/Error/Message").asText()));
            if (!message.isEmpty()) {
                return new Refused(action, type.substring(type.indexOf('#') + 1), message);
            }
        } catch (JsonProcessingException e) {
            // Then it is shown as it came.
        }
        return new Refused(action, "", body);
    }

    /** AWS's name of the error; empty when it did not say. */
    String code() {
        return code;
    }
}
