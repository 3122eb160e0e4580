package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import io.moorage.s3.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code API_PutObject}: the content; of what S3 keeps beside it nothing is kept, so it is refused. */
public record PutObject(Buckets buckets, S3Request request) implements S3Operation {
    @Override
    public Permission permission() {
        return new Permission("s3:PutObject", List.of(request.objectArn()), Map.of());
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        request.http().headers().keySet().stream()
                .filter(PutObject::isMeaningful)
                .findFirst()
                .ifPresent(header -> {
                    throw S3Errors.notImplemented("the header " + header + " of PutObject");
                });
        StoredObject stored = buckets.put(request.bucket(), request.key(), request.content());
        return new HttpAnswer(200, Map.of("ETag", stored.entityTag()), new byte[0]);
    }

    /** What would be promised if it were passed over. */
    private static boolean isMeaningful(String header) {
        return header.startsWith("x-amz-meta-")
                || header.startsWith("x-amz-object-lock")
                || header.startsWith("x-amz-server-side-encryption")
                || Set.of("x-amz-copy-source", "x-amz-tagging", "if-match", "if-none-match")
                        .contains(header);
    }
}
