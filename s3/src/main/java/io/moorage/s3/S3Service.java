package io.moorage.s3;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.HttpService;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.SigV4;
import io.moorage.s3.action.CreateBucket;
import io.moorage.s3.action.DeleteBucket;
import io.moorage.s3.action.DeleteObject;
import io.moorage.s3.action.GetBucketLocation;
import io.moorage.s3.action.GetObject;
import io.moorage.s3.action.HeadBucket;
import io.moorage.s3.action.HeadObject;
import io.moorage.s3.action.ListBuckets;
import io.moorage.s3.action.ListObjectsV2;
import io.moorage.s3.action.OfExistingBucket;
import io.moorage.s3.action.PutObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From a request to S3 to its operation, by its method, what it is about and what its query asks for. */
public final class S3Service implements HttpService {
    /** Of S3's queries, those that say how and not what (S3 API reference, "Common request parameters" and each operation's). */
    private static final Set<String> MODIFIERS = Set.of(
            "x-id",
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "max-buckets",
            "start-after",
            "continuation-token",
            "encoding-type",
            "fetch-owner",
            "bucket-region",
            "location");

    private final Buckets buckets;

    public S3Service(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public String signingName() {
        return SigV4.S3;
    }

    @Override
    public Call call(HttpRequest http) {
        S3Request request = S3Request.of(http);
        S3Operation operation = operation(request);
        return new Call() {
            @Override
            public List<Permission> permissions() {
                return List.of(operation.permission());
            }

            @Override
            public HttpAnswer perform(RequestContext context) {
                try {
                    return operation.perform(context);
                } catch (IOException e) {
                    throw S3Errors.internal(e);
                }
            }
        };
    }

    private S3Operation operation(S3Request request) {
        refuseUnknown(request);
        String method = request.http().method();
        if (request.bucket().isEmpty()) {
            return switch (method) {
                case "GET" -> new ListBuckets(buckets);
                default -> throw S3Errors.methodNotAllowed();
            };
        }
        if (request.key().isEmpty() && method.equals("PUT")) {
            return new CreateBucket(buckets, request);
        }
        S3Operation within = request.key().isEmpty() ? ofBucket(request, method) : ofObject(request, method);
        return new OfExistingBucket(buckets, request.bucket(), within);
    }

    private S3Operation ofBucket(S3Request request, String method) {
        return switch (method) {
            case "GET" -> {
                if (request.asks("location")) {
                    yield new GetBucketLocation(request);
                }
                if (!request.parameter("list-type").orElse("").equals("2")) {
                    throw S3Errors.notImplemented("ListObjects, but ListObjectsV2");
                }
                yield new ListObjectsV2(buckets, request);
            }
            case "HEAD" -> new HeadBucket(request);
            case "DELETE" -> new DeleteBucket(buckets, request);
            default -> throw S3Errors.methodNotAllowed();
        };
    }

    private S3Operation ofObject(S3Request request, String method) {
        return switch (method) {
            case "GET" -> new GetObject(buckets, request);
            case "HEAD" -> new HeadObject(buckets, request);
            case "PUT" -> new PutObject(buckets, request);
            case "DELETE" -> new DeleteObject(buckets, request);
            default -> throw S3Errors.methodNotAllowed();
        };
    }

    /** {@code ?acl}, {@code ?uploads} and the like make another operation of the same method and path. */
    private static void refuseUnknown(S3Request request) {
        Set<String> others = new TreeSet<>(request.query().keySet());
        others.removeAll(MODIFIERS);
        others.removeIf(each -> each.startsWith("X-Amz-"));
        if (!others.isEmpty()) {
            throw S3Errors.notImplemented("what '?" + String.join("&", others) + "' asks for");
        }
    }

    @Override
    public HttpAnswer refusal(HttpRequest request, AwsException why, String requestId) {
        String xml = S3Xml.error(error -> error.text("Code", why.code())
                .text("Message", why.getMessage())
                .text("Resource", request.rawPath())
                .text("RequestId", requestId));
        HttpAnswer answer = HttpAnswer.of(why.httpStatus(), "application/xml", xml);
        return new HttpAnswer(
                answer.status(),
                Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId),
                request.method().equals("HEAD") ? new byte[0] : answer.body());
    }
}
