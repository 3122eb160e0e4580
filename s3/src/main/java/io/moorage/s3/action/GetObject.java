package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code API_GetObject}, whole or one range of it. */
public record GetObject(Buckets buckets, S3Request request) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:GetObject", List.of(request.objectArn()), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        return ObjectAnswer.of(buckets, request);
    }
}
