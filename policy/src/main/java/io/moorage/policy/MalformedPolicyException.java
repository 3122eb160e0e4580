package io.moorage.policy;

/** A policy document that IAM would refuse. */
public final class MalformedPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedPolicyException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** For whoever wrote the document, in IAM's words. */
    public String reason() {
        return reason;
    }
}
