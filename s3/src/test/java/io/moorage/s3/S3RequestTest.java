package io.moorage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S3 user guide, "Virtual hosting of general purpose buckets": "path-style" and "virtual-hosted-style" requests. */
final class S3RequestTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4566,                      /bucket/a/b,     bucket, a/b",
        "127.0.0.1:4566,                      /bucket,         bucket, ''",
        "127.0.0.1:4566,                      /bucket/,        bucket, ''",
        "127.0.0.1:4566,                      /,               '',     ''",
        "localhost:4566,                      /bucket/key,     bucket, key",
        "s3.us-east-1.amazonaws.com,          /bucket/key,     bucket, key",
        "s3.amazonaws.com,                    /bucket/a%2Fb,   bucket, a/b",
        "logs.s3.us-east-1.amazonaws.com,     /bucket/key,     logs,   bucket/key",
        "logs.s3.amazonaws.com:443,           /key,            logs,   key",
        "logs.s3-us-west-2.amazonaws.com,     /key,            logs,   key",
        "logs.localhost:4566,                 /a%20key,        logs,   a key",
        "my.logs.s3.us-east-1.amazonaws.com,  /key,            my.logs, key",
    })
    void theBucketIsInTheHostsNameOrThePath(String host, String path, String bucket, String key) {
        S3Request request = S3Request.of(
                new HttpRequest("GET", path, "", Map.of("host", List.of(host)), new byte[0], "127.0.0.1", false, true));
        assertThat(request.bucket()).isEqualTo(bucket);
        assertThat(request.key()).isEqualTo(key);
    }
}
