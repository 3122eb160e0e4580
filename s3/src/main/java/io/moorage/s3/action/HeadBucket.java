package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import java.util.List;
import java.util.Map;

/** {@code API_HeadBucket}: is it there, and in which region? */
public record HeadBucket(S3Request request) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:ListBucket", List.of(request.bucketArn()), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) {
        return new HttpAnswer(200, Map.of("x-amz-bucket-region", context.region()), new byte[0]);
    }
}
