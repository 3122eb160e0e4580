package io.moorage.ssm.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ssm.SsmOperations;

/** Refusals that several actions share, with the codes of the Systems Manager API reference. */
final class Refusal {
    private Refusal() {}

    static AwsException validation(String message) {
        return new AwsException("ValidationException", 400, message);
    }

    static AwsException notFound(String name) {
        return new AwsException(SsmOperations.ERROR_PARAMETER_NOT_FOUND, "Parameter " + name + " not found.");
    }

    static AwsException badToken() {
        return new AwsException(SsmOperations.ERROR_INVALID_NEXT_TOKEN, "The specified token is not valid.");
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperationException", 400, "Moorage does not support " + what + ".");
    }
}
