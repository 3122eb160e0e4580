package io.moorage.cloudwatch.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;

/** Refusals that several actions share, with the codes and statuses of the CloudWatch API reference. */
final class Refusal {
    private Refusal() {}

    static AwsException invalidValue(String message) {
        return new AwsException(CloudwatchOperations.ERROR_INVALID_PARAMETER_VALUE_EXCEPTION, message);
    }

    static AwsException missing(String parameter) {
        return new AwsException(
                CloudwatchOperations.ERROR_MISSING_REQUIRED_PARAMETER_EXCEPTION,
                "The parameter " + parameter + " is required.");
    }

    static AwsException combination(String message) {
        return new AwsException(CloudwatchOperations.ERROR_INVALID_PARAMETER_COMBINATION_EXCEPTION, message);
    }

    /** What PutMetricAlarm and GetMetricData call a mistake in their input. */
    static AwsException validation(String message) {
        return new AwsException("ValidationError", 400, message);
    }

    static AwsException badToken() {
        return new AwsException(CloudwatchOperations.ERROR_INVALID_NEXT_TOKEN, "The value of NextToken is not valid.");
    }

    static AwsException noAlarm(String name) {
        return new AwsException(
                CloudwatchOperations.ERROR_RESOURCE_NOT_FOUND, "The alarm '" + name + "' does not exist.");
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", 400, "Moorage does not support " + what + ".");
    }
}
