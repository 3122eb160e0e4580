package io.moorage.awsapi.auth;

import io.moorage.awsapi.Credential;
import io.moorage.awsapi.CredentialStore;
import io.moorage.awsapi.InstanceIdentities;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.auth.SignatureException.Reason;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.SigV4;
import io.moorage.base.sigv4.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies SigV4 signatures (AWS General Reference, "Signing AWS API requests").
 *
 * <p>A key that was issued is always verified. One that was not acts as the account's root on a trusting listener and is
 * refused on any other. To CloudFormation an instance may show its identity document instead.
 */
public final class Authenticator {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final CredentialStore credentials;
    private final InstanceIdentities identities;
    private final Principal root;

    public Authenticator(CredentialStore credentials, String accountId) {
        this(credentials, InstanceIdentities.NONE, accountId);
    }

    public Authenticator(CredentialStore credentials, InstanceIdentities identities, String accountId) {
        this.credentials = credentials;
        this.identities = identities;
        this.root = Principal.root(accountId);
    }

    /** The service in the request's credential scope, unverified; empty without a signature, or with a malformed one. */
    public static Optional<String> claimed(HttpRequest request) {
        try {
            return RequestSignature.claimedService(request);
        } catch (SignatureException e) {
            return Optional.empty();
        }
    }

    /**
     * @param service the signing name the scope must have
     * @throws SignatureException when the sender cannot be established
     */
    public Caller authenticate(HttpRequest request, String service, Instant now) {
        Optional<InstanceSignature> shown =
                service.equals(InstanceSignature.SERVICE) ? InstanceSignature.of(request) : Optional.empty();
        if (shown.isPresent()) {
            return identities
                    .verify(shown.get().document(), shown.get().signature())
                    .map(instance -> new Caller(instance, null))
                    .orElseThrow(Authenticator::unknownKey);
        }
        RequestSignature signature = RequestSignature.of(request)
                .orElseThrow(() -> new SignatureException(Reason.MISSING, "Request is missing Authentication Token"));
        checkScope(signature, service);
        checkSignedHeaders(signature, request);
        Optional<Credential> issued = credentials.find(signature.accessKeyId());
        if (issued.isEmpty()) {
            if (request.trusting()) {
                return new Caller(root, null);
            }
            throw unknownKey();
        }
        Credential credential = issued.get();
        checkTime(signature, now);
        checkToken(signature, credential, now);
        checkSignature(signature, credential, request);
        credentials.used(credential, service, now);
        return new Caller(credential.principal(), credential);
    }

    private static void checkScope(RequestSignature signature, String service) {
        if (!signature.scope().service().equals(service)) {
            throw new SignatureException(
                    Reason.MISMATCH, "Credential should be scoped to correct service: '" + service + "'.");
        }
        String day = SigV4.TIMESTAMP.format(signature.time()).substring(0, 8);
        if (!signature.scope().date().equals(day)) {
            throw new SignatureException(
                    Reason.MISMATCH,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + signature.scope().date() + "' != '" + day + "'");
        }
    }

    /** What decides the request's meaning must be signed: the host and all of AWS's own headers. */
    private static void checkSignedHeaders(RequestSignature signature, HttpRequest request) {
        if (!signature.signedHeaders().contains("host")) {
            throw new SignatureException(
                    Reason.MISMATCH, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signature.signedHeaders().contains(name)) {
                throw new SignatureException(
                        Reason.MISMATCH, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private static void checkTime(RequestSignature signature, Instant now) {
        Instant earliest = signature.time().minus(SKEW);
        Instant latest = signature.time().plus(signature.lifetime() == null ? SKEW : signature.lifetime());
        if (now.isBefore(earliest)) {
            throw new SignatureException(
                    Reason.OUT_OF_TIME,
                    "Signature not yet current: %s is still later than %s (%s + 5 min.)"
                            .formatted(stamp(signature.time()), stamp(now.plus(SKEW)), stamp(now)));
        }
        if (now.isAfter(latest)) {
            throw new SignatureException(
                    Reason.OUT_OF_TIME,
                    "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                            .formatted(stamp(signature.time()), stamp(now.minus(SKEW)), stamp(now)));
        }
    }

    private static void checkToken(RequestSignature signature, Credential credential, Instant now) {
        String expected = credential.sessionToken();
        String given = signature.sessionToken();
        boolean same = expected == null ? given == null : given != null && equalInConstantTime(expected, given);
        if (!same) {
            throw unknownKey();
        }
        if (credential.expiry() != null && !now.isBefore(credential.expiry())) {
            throw new SignatureException(Reason.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
    }

    private static void checkSignature(RequestSignature signature, Credential credential, HttpRequest request) {
        var signed = new SignedRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers(),
                payloadHash(signature, request));
        String expected;
        try {
            expected = SigV4.signature(
                    signed,
                    signature.signedHeaders(),
                    credential.secretAccessKey(),
                    signature.scope(),
                    signature.time());
        } catch (IllegalArgumentException e) {
            throw new SignatureException(Reason.INCOMPLETE, "The query string contains a syntax error.");
        }
        if (!equalInConstantTime(expected, signature.signature())) {
            throw new SignatureException(
                    Reason.MISMATCH,
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    /** To S3 a header says what is signed of the body, if anything; S3 compares it with the body (S3 API reference, "Authenticating Requests"). */
    private static String payloadHash(RequestSignature signature, HttpRequest request) {
        if (!signature.scope().service().equals(SigV4.S3)) {
            return SigV4.sha256Hex(request.body());
        }
        String said = request.header("x-amz-content-sha256");
        if (said != null) {
            return said;
        }
        return signature.lifetime() == null ? SigV4.sha256Hex(request.body()) : "UNSIGNED-PAYLOAD";
    }

    private static boolean equalInConstantTime(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String stamp(Instant time) {
        return SigV4.TIMESTAMP.format(time);
    }

    private static SignatureException unknownKey() {
        return new SignatureException(Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }
}
