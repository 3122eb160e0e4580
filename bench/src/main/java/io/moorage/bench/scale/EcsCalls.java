package io.moorage.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.bench.api.KeptAlive;
import java.io.IOException;
import java.util.Map;

/** ECS's API over HTTP. */
record EcsCalls(int port) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SigningCredentials KEY = new SigningCredentials("test", "test", null);

    /** One call on a connection of its own. */
    JsonNode call(String action, String json) throws IOException {
        try (KeptAlive connection = new KeptAlive(port)) {
            return call(connection, action, json);
        }
    }

    static JsonNode call(KeptAlive connection, String action, String json) throws IOException {
        return JSON.readTree(connection.ask(connection.signed(
                KEY,
                "ecs",
                Map.of(
                        "Content-Type",
                        "application/x-amz-json-1.1",
                        "X-Amz-Target",
                        "AmazonEC2ContainerServiceV20141113." + action),
                json)));
    }
}
