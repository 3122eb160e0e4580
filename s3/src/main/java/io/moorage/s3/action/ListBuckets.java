package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Xml;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code API_ListBuckets}: of the account, all there are. */
public record ListBuckets(Buckets buckets) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:ListAllMyBuckets", List.of("*"), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        List<Buckets.Bucket> all = buckets.list();
        return S3Xml.answer("ListAllMyBucketsResult", result -> result.element(
                        "Owner", owner -> owner.text("ID", context.accountId()))
                .element(
                        "Buckets",
                        list -> all.forEach(each -> list.element("Bucket", bucket -> bucket.text("Name", each.name())
                                .time("CreationDate", each.created())))));
    }
}
