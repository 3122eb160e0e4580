package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.iam.IamOperations;

/** IAM's refusals, in its words (IAM API reference, "Errors" of each action). */
final class Refusal {
    private Refusal() {}

    static AwsException noSuchEntity(String message) {
        return new AwsException(IamOperations.ERROR_NO_SUCH_ENTITY_EXCEPTION, message);
    }

    static AwsException alreadyExists(String message) {
        return new AwsException(IamOperations.ERROR_ENTITY_ALREADY_EXISTS_EXCEPTION, message);
    }

    static AwsException deleteConflict(String message) {
        return new AwsException(IamOperations.ERROR_DELETE_CONFLICT_EXCEPTION, message);
    }

    static AwsException limitExceeded(String message) {
        return new AwsException(IamOperations.ERROR_LIMIT_EXCEEDED_EXCEPTION, message);
    }

    static AwsException invalidInput(String message) {
        return new AwsException(IamOperations.ERROR_INVALID_INPUT_EXCEPTION, message);
    }

    static AwsException malformedPolicy(String message) {
        return new AwsException(IamOperations.ERROR_MALFORMED_POLICY_DOCUMENT_EXCEPTION, message);
    }

    static AwsException malformedCertificate(String message) {
        return new AwsException(IamOperations.ERROR_MALFORMED_CERTIFICATE_EXCEPTION, message);
    }

    static AwsException keyPairMismatch(String message) {
        return new AwsException(IamOperations.ERROR_KEY_PAIR_MISMATCH_EXCEPTION, message);
    }

    static AwsException validation(String message) {
        return new AwsException("ValidationError", 400, message);
    }

    /** What AWS does and Moorage does not do yet: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", 400, "Moorage does not support " + what + " yet.");
    }
}
