package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** The server's own pages, as JSON; every failure in words for the user. */
final class ServerPages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MoorageHome home;
    private final ServerProcess server;

    ServerPages(MoorageHome home, ServerProcess server) {
        this.home = home;
        this.server = server;
    }

    /** @param page below {@code /_moorage/} */
    JsonNode get(String page) {
        return json(server.get("/_moorage/" + page).orElseThrow(this::silent));
    }

    /** @param page below {@code /_moorage/}, with its parameters */
    JsonNode post(String page) {
        return json(server.post("/_moorage/" + page, Map.of(), new byte[0]).orElseThrow(this::silent));
    }

    private UserError silent() {
        return new UserError("no Moorage answers at " + home.endpoint()
                + "; start it with: moorage up (or look at: moorage status)");
    }

    private static JsonNode json(ServerProcess.Answer answer) {
        if (answer.status() != 200) {
            throw new UserError(answer.body().strip());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UserError("what answered is no Moorage: " + e.getOriginalMessage());
        }
    }
}
