package io.moorage.s3.action;

import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Request;

/** What every operation on something in a bucket asks first. */
final class ExistingBucket {
    private ExistingBucket() {}

    /** @throws io.moorage.awsapi.AwsException when there is no such bucket */
    static void require(Buckets buckets, S3Request request) {
        if (!buckets.exists(request.bucket())) {
            throw S3Errors.noSuchBucket();
        }
    }
}
