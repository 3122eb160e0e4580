package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.auth.SignatureException;
import io.moorage.awsapi.validation.Violation;
import io.moorage.awsmodels.ServiceMetadata;
import java.util.List;
import java.util.Optional;

/** How EC2 refuses (EC2 API reference, "Error codes for the Amazon EC2 API"). */
final class Ec2Refusals implements Refusals {

    @Override
    public AwsException signature(SignatureException problem) {
        return switch (problem.reason()) {
            case MISSING -> new AwsException("MissingAuthenticationToken", 403, problem.getMessage());
            case INCOMPLETE -> new AwsException("IncompleteSignature", 400, problem.getMessage());
            case UNKNOWN_KEY, MISMATCH ->
                new AwsException("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
            case EXPIRED_TOKEN, OUT_OF_TIME -> new AwsException("RequestExpired", 400, "Request has expired.");
        };
    }

    @Override
    public AwsException denied(String sentence, Optional<String> encoded) {
        String details = encoded.map(message -> ". Encoded authorization failure message: " + message)
                .orElse("");
        return new AwsException(
                "UnauthorizedOperation",
                403,
                "You are not authorized to perform this operation. " + sentence + details);
    }

    @Override
    public boolean namesAnyResource() {
        return false;
    }

    /** EC2 names only the first thing that is wrong. */
    @Override
    public AwsException invalid(List<Violation> violations) {
        Violation first = violations.getFirst();
        String what = "Value (" + (first.value() == null ? "" : first.value()) + ") for parameter " + first.member()
                + " is invalid. ";
        return switch (first.constraint()) {
            case Violation.Required ignored ->
                new AwsException("MissingParameter", 400, "The request must contain the parameter " + first.member());
            case Violation.Least least ->
                invalidValue(what + "Expecting a " + measure(least.ofLength()) + " of at least " + least.bound() + ".");
            case Violation.Greatest greatest ->
                invalidValue(
                        what + "Expecting a " + measure(greatest.ofLength()) + " of at most " + greatest.bound() + ".");
            case Violation.Matching matching -> invalidValue(what + "It must match " + matching.pattern() + ".");
            case Violation.OneOf ignored -> invalidValue(what.strip());
        };
    }

    private static String measure(boolean ofLength) {
        return ofLength ? "length" : "value";
    }

    private static AwsException invalidValue(String message) {
        return new AwsException("InvalidParameterValue", 400, message);
    }

    @Override
    public AwsException unknownOperation(String name) {
        return new AwsException("InvalidAction", 400, "The action " + name + " is not valid for this web service.");
    }

    @Override
    public AwsException wrongVersion(ServiceMetadata service, String name, String version) {
        return new AwsException(
                "NoSuchVersion", 400, "The requested version (" + version + ") of service AmazonEC2 does not exist");
    }

    @Override
    public AwsException wrongMethod(String method) {
        return new AwsException("InvalidAction", 400, "Actions are called by POST or GET, not by " + method + ".");
    }

    @Override
    public AwsException notImplemented(ServiceMetadata service, String name) {
        return new AwsException("UnsupportedOperation", 400, NotImplemented.sentence(service, name));
    }

    @Override
    public AwsException tooLarge(long limit) {
        return new AwsException("RequestEntityTooLarge", 413, "The request is larger than " + limit + " bytes.");
    }

    @Override
    public AwsException internal(String requestId) {
        return new AwsException(
                "InternalError", 500, "An internal error occurred; see the log for request " + requestId + ".");
    }
}
