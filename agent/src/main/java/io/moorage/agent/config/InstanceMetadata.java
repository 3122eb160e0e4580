package io.moorage.agent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The instance metadata service, version 2 with a token (EC2 user guide, "Use IMDS"). */
public final class InstanceMetadata {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final String TOKEN_SECONDS = "300";

    private final HttpClient http;
    private final String base;
    private final ObjectMapper json = new ObjectMapper();

    /** @param base {@code http://169.254.169.254} unless redirected */
    public InstanceMetadata(HttpClient http, String base) {
        this.http = http;
        this.base = base;
    }

    /** Temporary keys of the instance's role. */
    public record RoleKeys(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}

    /** A leaf of {@code /latest}; empty when the service has no such path. */
    public Optional<String> get(String path) throws IOException {
        HttpResponse<String> token = send(HttpRequest.newBuilder(URI.create(base + "/latest/api/token"))
                .header("X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS)
                .PUT(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/latest/" + path))
                .header("X-aws-ec2-metadata-token", token.body()));
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    public String require(String path) throws IOException {
        return get(path).orElseThrow(() -> new IOException("instance metadata has no " + path));
    }

    /** Keys of the role in the instance profile; empty when the instance has none. */
    public Optional<RoleKeys> roleKeys() throws IOException {
        Optional<String> role = get("meta-data/iam/security-credentials/");
        if (role.isEmpty() || role.get().isBlank()) {
            return Optional.empty();
        }
        String name = role.get().lines().findFirst().orElse("").strip();
        try {
            JsonNode keys = json.readTree(require("meta-data/iam/security-credentials/" + name));
            return Optional.of(new RoleKeys(
                    keys.path("AccessKeyId").asText(),
                    keys.path("SecretAccessKey").asText(),
                    keys.path("Token").asText(),
                    Instant.parse(keys.path("Expiration").asText())));
        } catch (JsonProcessingException e) {
            throw new IOException("instance metadata gave unreadable credentials", e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(BOUND).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
