package io.moorage.s3.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.base.sigv4.Uri;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Operation;
import io.moorage.s3.S3Request;
import io.moorage.s3.S3Xml;
import io.moorage.s3.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code API_ListObjectsV2}: keys in order, those that share a beginning up to the delimiter as one. */
public record ListObjectsV2(Buckets buckets, S3Request request) implements S3Operation {
    private static final int MOST_KEYS = 1000;

    /** A line of the answer: an object, or what several keys begin with. */
    private record Entry(String name, Optional<StoredObject> object) {}

    @Override
    public Permission permission() {
        Map<String, List<String>> conditions = new HashMap<>();
        conditions.put("s3:prefix", List.of(prefix()));
        conditions.put("s3:delimiter", List.of(request.parameter("delimiter").orElse("")));
        conditions.put("s3:max-keys", List.of(Integer.toString(most())));
        return new Permission("s3:ListBucket", List.of(request.bucketArn()), conditions);
    }

    @Override
    public HttpAnswer perform(RequestContext context) throws IOException {
        List<Entry> entries = entries(buckets.objects(request.bucket()));
        List<Entry> page = entries.subList(0, Math.min(entries.size(), most()));
        boolean truncated = page.size() < entries.size() && !page.isEmpty();
        return S3Xml.answer("ListBucketResult", result -> {
            result.text("Name", request.bucket())
                    .text("Prefix", shown(prefix()))
                    .text("MaxKeys", Integer.toString(most()))
                    .text("KeyCount", Integer.toString(page.size()))
                    .text("IsTruncated", Boolean.toString(truncated));
            request.parameter("delimiter").ifPresent(each -> result.text("Delimiter", shown(each)));
            request.parameter("encoding-type").ifPresent(each -> result.text("EncodingType", each));
            request.parameter("start-after").ifPresent(each -> result.text("StartAfter", shown(each)));
            request.parameter("continuation-token").ifPresent(each -> result.text("ContinuationToken", each));
            if (truncated) {
                result.text("NextContinuationToken", token(page.getLast().name()));
            }
            page.forEach(each -> each.object()
                    .ifPresentOrElse(
                            object -> result.element("Contents", contents -> contents.text("Key", shown(object.key()))
                                    .time("LastModified", object.lastModified())
                                    .text("ETag", object.entityTag())
                                    .text("Size", Long.toString(object.size()))
                                    .text("StorageClass", "STANDARD")),
                            () -> result.element(
                                    "CommonPrefixes", prefixes -> prefixes.text("Prefix", shown(each.name())))));
        });
    }

    private List<Entry> entries(List<StoredObject> objects) {
        Optional<String> delimiter = request.parameter("delimiter");
        String told =
                request.parameter("continuation-token").map(ListObjectsV2::name).orElse("");
        String after = request.parameter("start-after").orElse("");
        List<Entry> entries = new ArrayList<>();
        for (StoredObject object : objects) {
            if (!object.key().startsWith(prefix()) || object.key().compareTo(after) <= 0) {
                continue;
            }
            int end = delimiter
                    .map(each -> object.key().indexOf(each, prefix().length()))
                    .orElse(-1);
            Entry entry = end < 0
                    ? new Entry(object.key(), Optional.of(object))
                    : new Entry(
                            object.key().substring(0, end + delimiter.orElse("").length()), Optional.empty());
            boolean again = !entries.isEmpty() && entries.getLast().name().equals(entry.name());
            if (!again && entry.name().compareTo(told) > 0) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private String prefix() {
        return request.parameter("prefix").orElse("");
    }

    private int most() {
        try {
            int asked = request.parameter("max-keys").map(Integer::parseInt).orElse(MOST_KEYS);
            if (asked >= 0) {
                return Math.min(asked, MOST_KEYS);
            }
        } catch (NumberFormatException e) {
            throw S3Errors.invalidArgument("Provided max-keys not an integer or within integer range");
        }
        throw S3Errors.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647");
    }

    private String shown(String text) {
        return request.parameter("encoding-type").isPresent() ? Uri.encodePath(text) : text;
    }

    private static String token(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String token) {
        try {
            return Uri.utf8(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            throw S3Errors.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
