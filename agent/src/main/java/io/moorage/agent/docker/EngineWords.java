package io.moorage.agent.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;

/** What a Docker engine refused with, as its own client prints it and ECS shows it in a container's reason. */
final class EngineWords {
    private static final String PREFIX = "Error response from daemon: ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineWords() {}

    /** Takes the message out of the body, {@code {"message": ...}} (Docker Engine API, ErrorResponse). */
    static String of(DockerException refusal) {
        String text = String.valueOf(refusal.getMessage()).strip();
        int body = text.indexOf('{');
        if (body < 0) {
            return text;
        }
        try {
            return PREFIX + JSON.readTree(text.substring(body)).path("message").asText(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
