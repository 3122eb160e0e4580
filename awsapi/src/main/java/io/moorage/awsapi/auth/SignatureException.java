package io.moorage.awsapi.auth;

import java.util.Objects;

/** A request whose sender could not be established. The dispatcher gives it the code its protocol uses. */
public final class SignatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SignatureException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), reason.name());
    }

    /** What was wrong. */
    public enum Reason {
        /** No signature at all. */
        MISSING,
        /** A signature that lacks a part or is not in the form of one. */
        INCOMPLETE,
        /** An access key that was never issued, or a session token that is not its own. */
        UNKNOWN_KEY,
        /** A temporary key after its end. */
        EXPIRED_TOKEN,
        /** A request signed too long ago or in the future. */
        OUT_OF_TIME,
        /** The signature is not that of this request by this key. */
        MISMATCH
    }
}
