package io.moorage.cfnbootstrap.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instance metadata service, version 2 with one token for the life of the program (EC2 user guide, "Use IMDSv2"). */
public final class InstanceMetadata {
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String TOKEN_SECONDS = "300";

    private final Http http;
    private final String base;
    private @Nullable String token;

    /** @param base {@code http://169.254.169.254} unless redirected */
    public InstanceMetadata(Http http, String base) {
        this.http = http;
        this.base = base + "/latest/";
    }

    /** @throws IOException when there is none such, or no metadata service */
    public String get(String path) throws IOException {
        String known = token;
        if (known == null) {
            Http.Answer issued = http.send(new Http.Request(
                    "PUT", URI.create(base + "api/token"), Map.of(TOKEN + "-ttl-seconds", TOKEN_SECONDS), new byte[0]));
            known = issued.status() == 200 ? issued.text() : "";
            token = known;
        }
        Http.Answer answer =
                http.send(Http.Request.get(URI.create(base + path), known.isEmpty() ? Map.of() : Map.of(TOKEN, known)));
        if (answer.status() != 200) {
            throw RemoteFailure.of(answer);
        }
        return answer.text().strip();
    }

    /** Temporary keys of the instance's role. */
    public SigningCredentials roleKeys(String role) throws IOException {
        JsonNode keys = new JsonMapper().readTree(get("meta-data/iam/security-credentials/" + role));
        return new SigningCredentials(
                keys.path("AccessKeyId").asText(),
                keys.path("SecretAccessKey").asText(),
                keys.path("Token").asText());
    }
}
