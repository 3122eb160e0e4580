package io.moorage.s3;

import io.moorage.awsapi.AwsException;

/** S3's own refusals (S3 API reference, "Error responses", "List of error codes"). */
public final class S3Errors {
    private S3Errors() {}

    public static AwsException noSuchBucket() {
        return new AwsException("NoSuchBucket", 404, "The specified bucket does not exist");
    }

    public static AwsException noSuchKey() {
        return new AwsException("NoSuchKey", 404, "The specified key does not exist.");
    }

    public static AwsException bucketNotEmpty() {
        return new AwsException("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
    }

    public static AwsException bucketAlreadyOwnedByYou() {
        return new AwsException(
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    public static AwsException invalidBucketName() {
        return new AwsException("InvalidBucketName", 400, "The specified bucket is not valid.");
    }

    public static AwsException invalidArgument(String message) {
        return new AwsException("InvalidArgument", 400, message);
    }

    public static AwsException invalidRange() {
        return new AwsException("InvalidRange", 416, "The requested range is not satisfiable");
    }

    public static AwsException badDigest(String what) {
        return new AwsException("BadDigest", 400, "The " + what + " you specified did not match what we received.");
    }

    public static AwsException methodNotAllowed() {
        return new AwsException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }

    /** What S3 does and Moorage does not do: said, instead of pretended. */
    public static AwsException notImplemented(String what) {
        return new AwsException("NotImplemented", 501, "Moorage's S3 does not have " + what + ".");
    }

    /** A disk that refuses is Moorage's own trouble, and worth another try. */
    public static AwsException internal(Exception cause) {
        return new AwsException(
                "InternalError",
                500,
                "We encountered an internal error. Please try again. (" + cause.getMessage() + ")");
    }
}
