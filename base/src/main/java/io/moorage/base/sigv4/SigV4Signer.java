package io.moorage.base.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Signs requests to one service in one region. Immutable. */
public record SigV4Signer(String region, String service) {

    /**
     * The headers to add to a request: {@code X-Amz-Date}, {@code X-Amz-Security-Token} with temporary keys, and
     * {@code Authorization}.
     *
     * @param headers what is sent and shall be signed, {@code Host} (with the port, if it is sent) among them; names in
     *     any case
     */
    public Map<String, String> sign(
            SigningCredentials credentials,
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> headers,
            byte[] payload,
            Instant time) {
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", SigV4.TIMESTAMP.format(time));
        if (credentials.sessionToken() != null) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        Map<String, List<String>> signed = new LinkedHashMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        var request = new SignedRequest(method, rawPath, rawQuery, signed, SigV4.sha256Hex(payload));
        CredentialScope scope = CredentialScope.of(time, region, service);
        String signature = SigV4.signature(request, signed.keySet(), credentials.secretAccessKey(), scope, time);
        added.put(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                SigV4.ALGORITHM,
                                credentials.accessKeyId(),
                                scope,
                                String.join(
                                        ";", signed.keySet().stream().sorted().toList()),
                                signature));
        return added;
    }

    /** The raw query of a URL that carries its signature and may be used until {@code lifetime} has passed. */
    public String presign(
            SigningCredentials credentials,
            String method,
            String host,
            String rawPath,
            String rawQuery,
            Duration lifetime,
            Instant time) {
        CredentialScope scope = CredentialScope.of(time, region, service);
        StringBuilder query = new StringBuilder(rawQuery).append(rawQuery.isEmpty() ? "" : "&");
        query.append("X-Amz-Algorithm=").append(SigV4.ALGORITHM);
        query.append("&X-Amz-Credential=").append(Uri.encode(credentials.accessKeyId() + "/" + scope));
        query.append("&X-Amz-Date=").append(SigV4.TIMESTAMP.format(time));
        query.append("&X-Amz-Expires=").append(lifetime.toSeconds());
        if (credentials.sessionToken() != null) {
            query.append("&X-Amz-Security-Token=").append(Uri.encode(credentials.sessionToken()));
        }
        query.append("&X-Amz-SignedHeaders=host");
        Map<String, List<String>> headers = Map.of("host", List.of(host));
        var request = new SignedRequest(method, rawPath, query.toString(), headers, SigV4.EMPTY_PAYLOAD_HASH);
        String signature = SigV4.signature(request, headers.keySet(), credentials.secretAccessKey(), scope, time);
        return query.append("&X-Amz-Signature=").append(signature).toString();
    }
}
