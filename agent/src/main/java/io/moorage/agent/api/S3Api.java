package io.moorage.agent.api;

import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.Uri;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signed reads of S3's objects ({@code API_GetObject}). */
final class S3Api {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int LARGEST_OBJECT = 1024 * 1024;
    private static final Pattern ERROR =
            Pattern.compile("<Code>([^<]*)</Code>.*?<Message>([^<]*)</Message>", Pattern.DOTALL);
    /** What another try, with newer keys or later, may answer otherwise. */
    private static final Set<String> PASSING = Set.of("ExpiredToken", "RequestTimeTooSkewed", "SlowDown");

    private final HttpClient http;
    private final String backendHost;
    private final String region;
    private final CredentialSource credentials;
    private final InstantSource clock;

    /** @param backendHost a URL where S3 answers; empty: each bucket at its own name */
    S3Api(HttpClient http, String backendHost, String region, CredentialSource credentials, InstantSource clock) {
        this.http = http;
        this.backendHost = backendHost;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** S3 refused, and will again. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    byte[] getObject(String bucket, String key) throws IOException, Refused {
        String path = backendHost.isEmpty() ? "/" + key : "/" + bucket + "/" + key;
        String host = backendHost.isEmpty() ? "https://" + bucket + ".s3." + region + ".amazonaws.com" : backendHost;
        URI uri = URI.create(host + Uri.encodePath(path));
        Map<String, String> signature = new SigV4Signer(region, SigV4.S3)
                .sign(
                        credentials.current(),
                        "GET",
                        uri.getRawPath(),
                        "",
                        Map.of("Host", JsonApi.hostHeader(uri), "X-Amz-Content-Sha256", SigV4.EMPTY_PAYLOAD_HASH),
                        new byte[0],
                        clock.instant());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(BOUND).header("X-Amz-Content-Sha256", SigV4.EMPTY_PAYLOAD_HASH);
        signature.forEach(request::header);
        HttpResponse<InputStream> answer =
                JsonApi.send(http, request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            byte[] content = body.readNBytes(LARGEST_OBJECT + 1);
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), new String(content, StandardCharsets.UTF_8));
            }
            if (content.length > LARGEST_OBJECT) {
                throw new Refused("it is larger than " + LARGEST_OBJECT + " bytes");
            }
            return content;
        }
    }

    private static Refused refused(int status, String body) throws IOException {
        Matcher error = ERROR.matcher(body);
        boolean told = error.find();
        String code = told ? error.group(1) : "Status" + status;
        String message = told ? code + ": " + error.group(2) : code;
        if (status >= 500 || status == 429 || PASSING.contains(code)) {
            throw new IOException(message);
        }
        return new Refused(message);
    }
}
