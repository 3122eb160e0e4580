package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Operation;
import java.io.IOException;

/** An operation on a bucket or something in it, which must be there. */
public record OfExistingBucket(Buckets buckets, String bucket, S3Operation operation) implements S3Operation {
    @Override
    public Permission permission() {
        return operation.permission();
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        if (!buckets.exists(bucket)) {
            throw S3Errors.noSuchBucket();
        }
        return operation.perform(context);
    }
}
