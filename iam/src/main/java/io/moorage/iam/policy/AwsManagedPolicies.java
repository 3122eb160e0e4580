package io.moorage.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The policies that AWS keeps for everyone, as far as Moorage's services are concerned (AWS Managed Policy Reference).
 * Nobody can change them, so they are part of the program, not rows.
 */
public final class AwsManagedPolicies {
    private static final String FILE = "aws-managed-policies.json";

    private final Map<String, ManagedPolicy> byArn;

    private AwsManagedPolicies(Map<String, ManagedPolicy> byArn) {
        this.byArn = byArn;
    }

    /** Reads them from the program's resources. */
    public static AwsManagedPolicies load() {
        Map<String, ManagedPolicy> policies = new TreeMap<>();
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream(FILE)) {
            for (JsonNode policy : new JsonMapper().readTree(in)) {
                ManagedPolicy managed = managed(policy);
                policies.put(managed.arn(), managed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is missing from the program or broken", e);
        }
        return new AwsManagedPolicies(policies);
    }

    public Optional<ManagedPolicy> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** In the order of their ARNs. */
    public Collection<ManagedPolicy> all() {
        return byArn.values();
    }

    private static ManagedPolicy managed(JsonNode policy) {
        String name = policy.get("name").asText();
        String path = policy.path("path").asText("/");
        Instant created = Instant.parse(policy.get("created").asText());
        return ManagedPolicy.first(
                "arn:aws:iam::aws:policy" + path + name,
                name,
                path,
                policy.get("id").asText(),
                new PolicyVersion(
                        policy.get("version").asText(), policy.get("document").toString(), created),
                Optional.of(policy.get("description").asText()),
                Map.of());
    }
}
