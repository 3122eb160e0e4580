package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.model.s3.BucketName;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code API_CreateBucket}. Its configuration is not kept: a bucket is in the region of this server. */
public record CreateBucket(Buckets buckets, S3Request request) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:CreateBucket", List.of(request.bucketArn()), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        if (!BucketName.isValid(request.bucket())) {
            throw S3Errors.invalidBucketName();
        }
        if (!buckets.create(request.bucket())) {
            throw S3Errors.bucketAlreadyOwnedByYou();
        }
        return new HttpAnswer(200, Map.of("Location", "/" + request.bucket()), new byte[0]);
    }
}
