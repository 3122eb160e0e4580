package io.moorage.cfnbootstrap.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches files and archives, with the passwords of the metadata key {@code AWS::CloudFormation::Authentication}: those of type
 * {@code basic}. Type {@code S3} is refused when it is used: Moorage has no S3.
 */
public final class Downloads {
    private final Http http;
    private final Retries retries;
    private final JsonNode authentication;

    public Downloads(Http http, Retries retries) {
        this(http, retries, MissingNode.getInstance());
    }

    private Downloads(Http http, Retries retries, JsonNode authentication) {
        this.http = http;
        this.retries = retries;
        this.authentication = authentication;
    }

    public Downloads with(JsonNode known) {
        return new Downloads(http, retries, known);
    }

    public byte[] get(String location) throws IOException {
        return get(location, "");
    }

    /** @param name of the authentication to use; empty for the one whose {@code uris} names the host, if there is one */
    public byte[] get(String location, String name) throws IOException {
        URI uri;
        try {
            uri = URI.create(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(location + " is no address", e);
        }
        Map<String, String> headers = headers(name.isEmpty() ? forHost(uri.getAuthority()) : named(name));
        return retries.of(() -> {
            Http.Answer answer = http.send(Http.Request.get(uri, headers));
            if (answer.status() != 200) {
                throw RemoteFailure.of(answer);
            }
            return answer.body();
        });
    }

    private Optional<JsonNode> named(String name) throws IOException {
        JsonNode found = authentication.path(name);
        if (found.path("type").asText().equalsIgnoreCase("s3")) {
            throw new RemoteFailure("authentication " + name + " is for S3, which Moorage does not have", true);
        }
        return found.isObject() ? Optional.of(found) : Optional.empty();
    }

    private Optional<JsonNode> forHost(String host) {
        return authentication
                .valueStream()
                .filter(each -> each.path("type").asText().equalsIgnoreCase("basic"))
                .filter(each -> each.path("uris").asText().equals(host)
                        || each.path("uris").valueStream().anyMatch(uri -> uri.asText()
                                .equals(host)))
                .findFirst();
    }

    private static Map<String, String> headers(Optional<JsonNode> password) {
        return password.map(each -> each.path("username").asText() + ":"
                        + each.path("password").asText())
                .map(text -> Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                .orElse(Map.of());
    }
}
