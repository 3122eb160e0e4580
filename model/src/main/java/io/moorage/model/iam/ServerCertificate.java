package io.moorage.model.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate that load balancers show their clients (IAM user guide, "Manage server certificates in IAM").
 *
 * @param id {@code ASCA...}
 * @param body PEM, the server's own certificate
 * @param chain PEM, its issuers in order, each after what it signed
 * @param key PEM, PKCS #8; nobody is ever told
 * @param expiration when {@code body} lapses
 */
public record ServerCertificate(
        String name,
        String path,
        String arn,
        String id,
        Instant uploaded,
        Instant expiration,
        String body,
        Optional<String> chain,
        String key,
        Map<String, String> tags) {
    public ServerCertificate {
        tags = Map.copyOf(tags);
    }

    public ServerCertificate withTags(Map<String, String> changed) {
        return new ServerCertificate(name, path, arn, id, uploaded, expiration, body, chain, key, changed);
    }

    public ServerCertificate renamed(String newName, String newPath, String newArn) {
        return new ServerCertificate(newName, newPath, newArn, id, uploaded, expiration, body, chain, key, tags);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServerCertificate[" + arn + "]";
    }
}
