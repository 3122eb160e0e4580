package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The ECS API for waits: asked straight, since each start of the AWS CLI is half a second of a core that booting instances need.
 * Speaks as the account's root, which any access key is on loopback.
 */
final class EcsApi {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
    private static final SigningCredentials ROOT = new SigningCredentials("moorage", "moorage", null);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server;
    private final SigV4Signer signer;
    private final String host;
    private final InstantSource clock;

    EcsApi(MoorageHome home, ServerProcess server, InstantSource clock) {
        this.server = server;
        this.signer = new SigV4Signer(home.region(), "ecs");
        this.host = home.endpoint().replaceFirst("^http://", "");
        this.clock = clock;
    }

    /** The answer to one action; an error that ECS answers ends the story with its message. */
    JsonNode call(String action, Map<String, ?> request) {
        try {
            byte[] body = JSON.writeValueAsBytes(request);
            ServerProcess.Answer answer = server.post("/", headers(action, body, clock.instant()), body)
                    .orElseThrow(() -> new UserError("the server does not answer " + action + "; see: ./moorage logs"));
            if (answer.status() != 200) {
                throw new UserError(action + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UserError(action + " was not answered with JSON: " + e.getOriginalMessage());
        }
    }

    private Map<String, String> headers(String action, byte[] body, Instant now) {
        Map<String, String> headers =
                new HashMap<>(Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET + action));
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", host);
        headers.putAll(signer.sign(ROOT, "POST", "/", "", signed, body, now));
        return headers;
    }
}
