package io.moorage.logs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.logs.LogsOperations;

/** Refusals that several actions share, with the codes of the CloudWatch Logs API reference. */
final class Refusal {
    private Refusal() {}

    static AwsException invalid(String message) {
        return new AwsException(LogsOperations.ERROR_INVALID_PARAMETER_EXCEPTION, message);
    }

    static AwsException notFound(String message) {
        return new AwsException(LogsOperations.ERROR_RESOURCE_NOT_FOUND_EXCEPTION, message);
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperationException", 400, "Moorage does not support " + what + ".");
    }
}
