package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.base.sigv4.Uri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * AWS's APIs for waits: asked straight, since each start of the AWS CLI is half a second of a core that booting instances need.
 * Speaks as the account's root, which any access key is on loopback.
 */
final class SignedApi {
    private static final SigningCredentials ROOT = new SigningCredentials("moorage", "moorage", null);
    private final SigningCredentials keys;
    private static final byte[] NOTHING = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server;
    private final String region;
    private final String host;
    private final InstantSource clock;

    SignedApi(MoorageHome home, ServerProcess server, InstantSource clock) {
        this(home, server, clock, ROOT);
    }

    /** Speaks for whom the environment has keys, as the AWS CLI does; else for the account's root. */
    static SignedApi ofEnvironment(
            MoorageHome home, ServerProcess server, InstantSource clock, Map<String, String> environment) {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        return new SignedApi(
                home,
                server,
                clock,
                id.isEmpty() || secret.isEmpty()
                        ? ROOT
                        : new SigningCredentials(id, secret, environment.get("AWS_SESSION_TOKEN")));
    }

    private SignedApi(MoorageHome home, ServerProcess server, InstantSource clock, SigningCredentials keys) {
        this.keys = keys;
        this.server = server;
        this.region = home.region();
        this.host = home.endpoint().replaceFirst("^http://", "");
        this.clock = clock;
    }

    /** The answer to one action of a query API, such as CloudFormation's; an error ends the story with its message. */
    JsonNode query(String service, String version, String action, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("ContentType", "JSON");
        all.put("Version", version);
        String query = all.entrySet().stream()
                .map(each -> Uri.encode(each.getKey()) + "=" + Uri.encode(each.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = new SigV4Signer(region, service)
                .sign(keys, "GET", "/", query, Map.of("Host", host), NOTHING, clock.instant());
        return parsed(action, server.get("/?" + query, headers))
                .path(action + "Response")
                .path(action + "Result");
    }

    /** The answer to one action of ECS; an error that ECS answers ends the story with its message. */
    JsonNode ecs(String action, Map<String, ?> request) {
        return json("ecs", "AmazonEC2ContainerServiceV20141113.", action, request);
    }

    /** The answer to one action of Systems Manager. */
    JsonNode ssm(String action, Map<String, ?> request) {
        return json("ssm", "AmazonSSM.", action, request);
    }

    private JsonNode json(String service, String target, String action, Map<String, ?> request) {
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of plain values is always JSON", e);
        }
        return parsed(action, server.post("/", headers(service, target + action, body, clock.instant()), body));
    }

    /**
     * Opens a websocket of ECS.
     *
     * @param query names and values that need no encoding, sorted
     */
    WebSocket webSocket(String path, String query, WebSocket.Listener listener) throws IOException {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        new SigV4Signer(region, "ecs")
                .sign(keys, "GET", path, query, Map.of("Host", host), NOTHING, clock.instant())
                .forEach(builder::header);
        try {
            return builder.buildAsync(URI.create("ws://" + host + path + "?" + query), listener)
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the session was refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode parsed(String action, Optional<ServerProcess.Answer> given) {
        ServerProcess.Answer answer = given.orElseThrow(
                () -> new UserError("the server does not answer " + action + "; see: ./moorage logs"));
        if (answer.status() != 200) {
            throw Refused.of(action, answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UserError(action + " was not answered with JSON: " + e.getOriginalMessage());
        }
    }

    private Map<String, String> headers(String service, String target, byte[] body, Instant now) {
        Map<String, String> headers =
                new HashMap<>(Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target));
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", host);
        headers.putAll(new SigV4Signer(region, service).sign(keys, "POST", "/", "", signed, body, now));
        return headers;
    }
}
