package io.moorage.awsapi.dispatch;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.auth.SignatureException;
import java.util.Optional;

/** How S3 refuses (S3 API reference, "Error responses", "List of error codes"). */
final class S3Refusals implements RequestRefusals {
    @Override
    public AwsException signature(SignatureException problem) {
        return switch (problem.reason()) {
            case MISSING -> new AwsException("AccessDenied", 403, "Access Denied");
            case INCOMPLETE -> new AwsException("AuthorizationHeaderMalformed", 400, problem.getMessage());
            case UNKNOWN_KEY ->
                new AwsException(
                        "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");
            case EXPIRED_TOKEN -> new AwsException("ExpiredToken", 400, "The provided token has expired.");
            case OUT_OF_TIME ->
                new AwsException(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the current time is too large.");
            case MISMATCH ->
                new AwsException(
                        "SignatureDoesNotMatch",
                        403,
                        "The request signature we calculated does not match the signature you provided. Check your key"
                                + " and signing method.");
        };
    }

    @Override
    public AwsException denied(String sentence, Optional<String> encoded) {
        return new AwsException("AccessDenied", 403, sentence);
    }

    @Override
    public boolean namesAnyResource() {
        return true;
    }

    @Override
    public AwsException tooLarge(long limit) {
        return new AwsException(
                "EntityTooLarge",
                400,
                "Your proposed upload exceeds the largest that Moorage takes, " + limit + " bytes.");
    }

    @Override
    public AwsException internal(String requestId) {
        return new AwsException(
                "InternalError", 500, "We encountered an internal error; see the log for request " + requestId + ".");
    }
}
