package io.moorage.awsapi.auth;

import io.moorage.awsapi.auth.SignatureException.Reason;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.CredentialScope;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.Uri;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signature a request carries, in its {@code Authorization} header or its query string.
 *
 * @param time {@code X-Amz-Date}
 * @param lifetime of a presigned request from {@code time} on; null for one signed in its headers
 */
record RequestSignature(
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        Instant time,
        @Nullable String sessionToken,
        @Nullable Duration lifetime) {
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    /** Empty when the request carries none; a malformed one is refused. */
    static Optional<RequestSignature> of(HttpRequest request) {
        String authorization = request.header("authorization");
        if (authorization != null) {
            return Optional.of(fromHeader(request, authorization));
        }
        if (!request.rawQuery().contains("X-Amz-Algorithm=")) {
            return Optional.empty();
        }
        return Optional.of(fromQuery(request));
    }

    /** The service a request claims to be signed for, for routing; nothing is verified. */
    static Optional<String> claimedService(HttpRequest request) {
        return of(request).map(signature -> signature.scope().service());
    }

    private static RequestSignature fromHeader(HttpRequest request, String authorization) {
        if (!authorization.startsWith(SigV4.ALGORITHM + " ")) {
            throw incomplete("Unsupported AWS 'algorithm': '" + word(authorization) + "'.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        String date = request.header("x-amz-date");
        return assemble(
                required(parts.get("Credential"), "Credential"),
                required(parts.get("SignedHeaders"), "SignedHeaders"),
                required(parts.get("Signature"), "Signature"),
                required(date, "X-Amz-Date"),
                request.header("x-amz-security-token"),
                null);
    }

    private static RequestSignature fromQuery(HttpRequest request) {
        Map<String, String> query = new HashMap<>();
        try {
            Uri.parameters(request.rawQuery()).forEach(each -> query.putIfAbsent(each.getKey(), each.getValue()));
        } catch (IllegalArgumentException e) {
            throw incomplete("The query string contains a syntax error.");
        }
        if (!SigV4.ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            throw incomplete("Unsupported AWS 'algorithm': '" + query.get("X-Amz-Algorithm") + "'.");
        }
        String expires = required(query.get("X-Amz-Expires"), "X-Amz-Expires");
        return assemble(
                required(query.get("X-Amz-Credential"), "X-Amz-Credential"),
                required(query.get("X-Amz-SignedHeaders"), "X-Amz-SignedHeaders"),
                required(query.get("X-Amz-Signature"), "X-Amz-Signature"),
                required(query.get("X-Amz-Date"), "X-Amz-Date"),
                query.get("X-Amz-Security-Token"),
                lifetime(expires));
    }

    private static RequestSignature assemble(
            String credential,
            String signedHeaders,
            String signature,
            String date,
            @Nullable String sessionToken,
            @Nullable Duration lifetime) {
        int slash = credential.indexOf('/');
        Optional<CredentialScope> scope = CredentialScope.parse(credential.substring(slash + 1));
        if (slash < 1 || scope.isEmpty()) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements,"
                    + " e.g. keyid/date/region/service/term, got '" + credential + "'");
        }
        return new RequestSignature(
                credential.substring(0, slash),
                scope.get(),
                List.of(signedHeaders.split(";", -1)),
                signature,
                time(date),
                sessionToken,
                lifetime);
    }

    private static Instant time(String date) {
        try {
            return SigV4.TIMESTAMP.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + date
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private static Duration lifetime(String seconds) {
        try {
            Duration lifetime = Duration.ofSeconds(Long.parseLong(seconds));
            if (!lifetime.isNegative() && lifetime.compareTo(LONGEST_LIFETIME) <= 0) {
                return lifetime;
            }
        } catch (NumberFormatException e) {
            throw incomplete("X-Amz-Expires should be a number");
        }
        throw incomplete("X-Amz-Expires must be between 0 and 604800 seconds");
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw incomplete("Authorization requires '" + name + "'.");
        }
        return value;
    }

    private static String word(String authorization) {
        int space = authorization.indexOf(' ');
        return space < 0 ? authorization : authorization.substring(0, space);
    }

    private static SignatureException incomplete(String message) {
        return new SignatureException(Reason.INCOMPLETE, message);
    }
}
