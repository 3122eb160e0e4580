package io.moorage.awsapi;

import java.time.Instant;

/**
 * Who asks, from where and when.
 *
 * @param accountId twelve digits
 * @param requestId the id the answer carries
 * @param sourceAddress the caller's IP address
 * @param secure true over TLS ({@code aws:SecureTransport})
 */
public record RequestContext(
        Principal principal,
        String accountId,
        String region,
        String requestId,
        String sourceAddress,
        boolean secure,
        Instant now) {}
