package io.moorage.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.base.sigv4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Signed calls of one of AWS's APIs that speak json-1.1. */
public final class JsonApi {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI endpoint;
    private final String target;
    private final SigV4Signer signer;
    private final CredentialSource credentials;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    public JsonApi(
            HttpClient http,
            URI endpoint,
            Service service,
            String region,
            CredentialSource credentials,
            InstantSource clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.target = service.target;
        this.signer = new SigV4Signer(region, service.signingName);
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A service by what its calls are marked with. */
    public enum Service {
        ECS("ecs", "AmazonEC2ContainerServiceV20141113."),
        SSM("ssm", "AmazonSSM."),
        LOGS("logs", "Logs_20140328.");

        private final String signingName;
        private final String target;

        Service(String signingName, String target) {
            this.signingName = signingName;
            this.target = target;
        }

        /** Its name in signatures and in its endpoint's. */
        public String signingName() {
            return signingName;
        }
    }

    /** The API refused the call. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String type;
        private final int status;

        Refused(int status, String type, String message) {
            super(type + ": " + message);
            this.status = status;
            this.type = type;
        }

        /** AWS's error code, for example {@code ClientException}. */
        public String type() {
            return type;
        }

        /** The same call will be refused again. */
        public boolean isFinal() {
            return status >= 400 && status < 500 && status != 429 && !type.contains("Throttling") && !isExpired();
        }

        private boolean isExpired() {
            return type.contains("ExpiredToken")
                    || type.contains("UnrecognizedClient")
                    || type.contains("InvalidSignature");
        }
    }

    public ObjectNode newRequest() {
        return json.createObjectNode();
    }

    public JsonNode call(String operation, JsonNode request) throws IOException, Refused {
        byte[] body = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
        Map<String, String> signature = signer.sign(
                credentials.current(),
                "POST",
                "/",
                "",
                Map.of("Host", hostHeader(endpoint), "Content-Type", CONTENT_TYPE, "X-Amz-Target", target + operation),
                body,
                clock.instant());
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint)
                .timeout(BOUND)
                .header("Content-Type", CONTENT_TYPE)
                .header("X-Amz-Target", target + operation)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signature.forEach(builder::header);
        HttpResponse<String> answer = send(http, builder.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode parsed = parse(answer.body());
        if (answer.statusCode() != 200) {
            String type = parsed.path("__type").asText("Status" + answer.statusCode());
            String message =
                    parsed.path("message").asText(parsed.path("Message").asText());
            throw new Refused(answer.statusCode(), type.substring(type.indexOf('#') + 1), message);
        }
        return parsed;
    }

    /** As the HTTP client sends it: with the port only where it is not the scheme's own. */
    public static String hostHeader(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private JsonNode parse(String body) throws IOException {
        try {
            return body.isBlank() ? json.createObjectNode() : json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("the API answered no JSON", e);
        }
    }

    /** An interrupt ends it as any failure does. */
    static <T> HttpResponse<T> send(HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
