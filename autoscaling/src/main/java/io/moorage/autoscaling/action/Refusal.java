package io.moorage.autoscaling.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;

/** Refusals that several actions share, in Auto Scaling's words. */
final class Refusal {
    private static final int BAD_REQUEST = 400;

    private Refusal() {}

    static AwsException invalid(String message) {
        return new AwsException("ValidationError", BAD_REQUEST, message);
    }

    static AwsException noGroup(String name) {
        return invalid("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
    }

    static AwsException noInstance(String id) {
        return invalid("Instance Id not found - No managed instance found for instance ID: " + id);
    }

    static AwsException inUse(String message) {
        return new AwsException(AutoscalingOperations.ERROR_RESOURCE_IN_USE_FAULT, message);
    }

    static AwsException inProgress(String message) {
        return new AwsException(AutoscalingOperations.ERROR_SCALING_ACTIVITY_IN_PROGRESS_FAULT, message);
    }

    static AwsException alreadyExists(String message) {
        return new AwsException(AutoscalingOperations.ERROR_ALREADY_EXISTS_FAULT, message);
    }

    static AwsException limitExceeded(String message) {
        return new AwsException(AutoscalingOperations.ERROR_LIMIT_EXCEEDED_FAULT, message);
    }

    static AwsException badToken() {
        return new AwsException(AutoscalingOperations.ERROR_INVALID_NEXT_TOKEN, "The NextToken value is not valid.");
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", BAD_REQUEST, what + " is not supported by Moorage.");
    }

    static void refuse(boolean asked, String what) {
        if (asked) {
            throw unsupported(what);
        }
    }
}
