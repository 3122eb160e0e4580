package io.moorage.awsapi;

import java.time.Instant;
import java.util.Optional;

/**
 * Who asks, from where and when.
 *
 * @param accountId twelve digits
 * @param requestId the id the answer carries
 * @param sourceAddress the caller's IP address
 * @param secure true over TLS ({@code aws:SecureTransport})
 * @param calledVia the service that calls for the principal, e.g. {@code cloudformation.amazonaws.com}; it may set tags
 *     whose keys begin with {@code aws:}
 * @param host as the caller named this endpoint, with a port where it is not the scheme's own; empty when nobody dialled
 */
public record RequestContext(
        Principal principal,
        String accountId,
        String region,
        String requestId,
        String sourceAddress,
        boolean secure,
        Instant now,
        Optional<String> calledVia,
        String host) {

    /** Of a service that calls for somebody. */
    public RequestContext(
            Principal principal,
            String accountId,
            String region,
            String requestId,
            String sourceAddress,
            boolean secure,
            Instant now,
            Optional<String> calledVia) {
        this(principal, accountId, region, requestId, sourceAddress, secure, now, calledVia, "");
    }

    /** Of a caller that asks for itself. */
    public RequestContext(
            Principal principal,
            String accountId,
            String region,
            String requestId,
            String sourceAddress,
            boolean secure,
            Instant now) {
        this(principal, accountId, region, requestId, sourceAddress, secure, now, Optional.empty());
    }
}
