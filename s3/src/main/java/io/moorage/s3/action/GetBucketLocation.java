package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import io.moorage.s3.S3Xml;
import java.util.List;
import java.util.Map;

/** {@code API_GetBucketLocation}: nothing stands for us-east-1. */
public record GetBucketLocation(S3Request request) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:GetBucketLocation", List.of(request.bucketArn()), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) {
        String region = context.region().equals("us-east-1") ? "" : context.region();
        return S3Xml.answer("LocationConstraint", location -> location.characters(region));
    }
}
