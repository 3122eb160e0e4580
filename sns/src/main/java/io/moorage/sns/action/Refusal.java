package io.moorage.sns.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.sns.SnsOperations;

/** Refusals that several actions share, with the codes and statuses of the SNS API reference. */
final class Refusal {
    private Refusal() {}

    static AwsException invalid(String what) {
        return new AwsException(SnsOperations.ERROR_INVALID_PARAMETER_EXCEPTION, "Invalid parameter: " + what);
    }

    static AwsException noTopic() {
        return new AwsException(SnsOperations.ERROR_NOT_FOUND_EXCEPTION, "Topic does not exist");
    }

    static AwsException noSubscription() {
        return new AwsException(SnsOperations.ERROR_NOT_FOUND_EXCEPTION, "Subscription does not exist");
    }

    /** What AWS does and Moorage does not do: said, instead of pretended. */
    static AwsException unsupported(String what) {
        return new AwsException("UnsupportedOperation", 400, "Moorage does not support " + what + ".");
    }
}
