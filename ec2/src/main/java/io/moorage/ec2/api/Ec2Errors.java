package io.moorage.ec2.api;

import io.moorage.awsapi.AwsException;
import org.jspecify.annotations.Nullable;

/** EC2's refusals, in the words of "Error codes for the Amazon EC2 API". */
public final class Ec2Errors {
    private static final int BAD_REQUEST = 400;
    private static final int PRECONDITION_FAILED = 412;

    private Ec2Errors() {}

    public static AwsException refused(String code, String message) {
        return new AwsException(code, BAD_REQUEST, message);
    }

    public static AwsException refused(String code, String format, @Nullable Object... arguments) {
        return refused(code, format.formatted(arguments));
    }

    public static AwsException invalidValue(String format, @Nullable Object... arguments) {
        return refused("InvalidParameterValue", format.formatted(arguments));
    }

    public static AwsException invalidCombination(String message) {
        return refused("InvalidParameterCombination", message);
    }

    public static AwsException missing(String parameter) {
        return refused("MissingParameter", "The request must contain the parameter " + parameter);
    }

    public static AwsException dependencyViolation(String noun, String id) {
        return refused("DependencyViolation", "The %s '%s' has dependencies and cannot be deleted.", noun, id);
    }

    /** What AWS offers and Moorage does not do yet is refused, never ignored. */
    public static AwsException unsupported(String what) {
        return refused("UnsupportedOperation", what + " is not supported by Moorage.");
    }

    /** Ends a call that only asks whether it would be allowed. */
    public static void refuseDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw new AwsException(
                    "DryRunOperation", PRECONDITION_FAILED, "Request would have succeeded, but DryRun flag is set.");
        }
    }

    /** The member, or MissingParameter. */
    public static <T> T required(@Nullable T value, String parameter) {
        if (value == null) {
            throw missing(parameter);
        }
        return value;
    }
}
