package io.moorage.s3;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.Uri;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request by what it is about (S3 user guide, "Virtual hosting of general purpose buckets": the bucket is in the host's name or
 * begins the path).
 *
 * @param bucket empty for what is about all buckets
 * @param key empty for what is about a bucket
 * @param query by name; without a value it is empty
 * @param content as it is to be stored, checked against what the request says of it
 */
public record S3Request(HttpRequest http, String bucket, String key, Map<String, String> query, byte[] content) {
    private static final Pattern HOST =
            Pattern.compile("(.+)\\.(?:s3(?:[.-][a-z0-9.-]+)?\\.amazonaws\\.com|localhost)(?::[0-9]+)?");

    /** @throws AwsException when it is malformed or its body is not what was signed */
    static S3Request of(HttpRequest http) {
        try {
            Map<String, String> query = new HashMap<>();
            Uri.parameters(http.rawQuery()).forEach(each -> query.putIfAbsent(each.getKey(), each.getValue()));
            String path = Uri.decodePath(http.rawPath());
            String rest = path.startsWith("/") ? path.substring(1) : path;
            Matcher host = HOST.matcher(Objects.requireNonNullElse(http.header("host"), ""));
            byte[] content = Payload.of(http);
            if (host.matches()) {
                return new S3Request(http, host.group(1), rest, query, content);
            }
            int slash = rest.indexOf('/');
            return slash < 0
                    ? new S3Request(http, rest, "", query, content)
                    : new S3Request(http, rest.substring(0, slash), rest.substring(slash + 1), query, content);
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidURI", 400, "Couldn't parse the specified URI.");
        }
    }

    public boolean asks(String parameter) {
        return query.containsKey(parameter);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(http.header(lowerCaseName));
    }

    public String bucketArn() {
        return "arn:aws:s3:::" + bucket;
    }

    public String objectArn() {
        return bucketArn() + "/" + key;
    }
}
