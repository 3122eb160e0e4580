package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S3 as Debian's AWS CLI and plain HTTP speak it, against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class S3Test {
    private Path directory;
    private Path home;
    private SimulatedServer server;
    private AwsCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path served, @TempDir Path own) throws Exception {
        home = served;
        directory = own;
        server = new SimulatedServer(served);
        cli = new AwsCli(server.uri(), own);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** S3 user guide, "Bucket" and "Objects": {@code aws s3} makes, copies, lists, moves and removes. */
    @Test
    void whatIsPutIsListedReadAndRemoved() throws Exception {
        cli.done("s3", "mb", "s3://my-bucket");
        Path file = Files.writeString(directory.resolve("my file.env"), "A=1\n");
        cli.done("s3", "cp", file.toString(), "s3://my-bucket/dir one/my file.env");
        cli.done("s3", "cp", file.toString(), "s3://my-bucket/top.env");
        assertThat(home.resolve("s3/my-bucket/dir one/my file.env")).hasContent("A=1\n");

        assertThat(cli.done("s3", "ls")).contains("my-bucket");
        assertThat(cli.done("s3", "ls", "s3://my-bucket/")).contains("PRE dir one/", "4 top.env");
        assertThat(cli.done("s3", "ls", "--recursive", "s3://my-bucket")).contains("dir one/my file.env");
        assertThat(cli.done("s3", "cp", "s3://my-bucket/dir one/my file.env", "-"))
                .isEqualTo("A=1\n");
        assertThat(cli.done("s3api", "head-object", "--bucket", "my-bucket", "--key", "top.env"))
                .contains("\"ContentLength\": 4");
        assertThat(cli.done(
                        "s3api",
                        "get-object",
                        "--bucket",
                        "my-bucket",
                        "--key",
                        "top.env",
                        "--range",
                        "bytes=1-2",
                        directory.resolve("part").toString()))
                .contains("\"ContentRange\": \"bytes 1-2/4\"");
        assertThat(directory.resolve("part")).hasContent("=1");
        cli.done("s3api", "head-bucket", "--bucket", "my-bucket");
        cli.done("s3api", "get-bucket-location", "--bucket", "my-bucket");

        assertThat(cli.run("s3", "rb", "s3://my-bucket").output()).contains("(BucketNotEmpty)");
        cli.done("s3", "rm", "--recursive", "s3://my-bucket");
        assertThat(home.resolve("s3/my-bucket")).isEmptyDirectory();
        cli.done("s3", "rb", "s3://my-bucket");
        assertThat(home.resolve("s3/my-bucket")).doesNotExist();
    }

    /** API_ListObjectsV2: "keys are returned in UTF-8 binary order", a page at a time, and what is rolled up is counted once. */
    @Test
    void aListIsReadPageByPage() throws Exception {
        Path bucket = Files.createDirectories(home.resolve("s3/paged"));
        for (String name : new String[] {"b/1", "b/2", "a", "c", "b-"}) {
            Path file = bucket.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        assertThat(cli.done(
                        "s3api",
                        "list-objects-v2",
                        "--bucket",
                        "paged",
                        "--delimiter",
                        "/",
                        "--page-size",
                        "1",
                        "--query",
                        "[Contents[].Key, CommonPrefixes[].Prefix]"))
                .isEqualToIgnoringWhitespace("[[\"a\", \"b-\", \"c\"], [\"b/\"]]");
        assertThat(cli.done(
                        "s3api",
                        "list-objects-v2",
                        "--bucket",
                        "paged",
                        "--start-after",
                        "b/1",
                        "--query",
                        "Contents[].Key"))
                .isEqualToIgnoringWhitespace("[\"b/2\", \"c\"]");
    }

    /** S3 user guide, "Policies and permissions in Amazon S3": an object's ARN is its bucket's and its key; signatures are verified. */
    @Test
    void aUserReadsWhatAPolicyAllows() throws Exception {
        Path bucket = Files.createDirectories(home.resolve("s3/guarded/open to all"));
        Files.writeString(bucket.resolve("a+b.env"), "A=1\n");
        Files.writeString(home.resolve("s3/guarded/secret.env"), "B=2\n");
        assertThat(server.iam("Action=CreateUser&UserName=reader").statusCode()).isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=reader").body();
        cli.done(
                "iam",
                "put-user-policy",
                "--user-name",
                "reader",
                "--policy-name",
                "read",
                "--policy-document",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                        + "\"Resource\":\"arn:aws:s3:::guarded/open*\"},{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\","
                        + "\"Resource\":\"arn:aws:s3:::guarded\",\"Condition\":{\"StringEquals\":{\"s3:prefix\":\"open\"}}}]}");
        Map<String, String> reader = Map.of(
                "AWS_ACCESS_KEY_ID", found(key, "<AccessKeyId>([^<]+)<"),
                "AWS_SECRET_ACCESS_KEY", found(key, "<SecretAccessKey>([^<]+)<"));

        assertThat(cli.run(reader, "s3", "cp", "s3://guarded/open to all/a+b.env", "-"))
                .isEqualTo(new AwsCli.Run(0, "A=1\n"));
        String url = cli.run(reader, "s3", "presign", "s3://guarded/open to all/a+b.env")
                .output()
                .strip();
        assertThat(fetched(url)).isEqualTo("A=1\n");
        assertThat(fetched(url.replace("X-Amz-Expires=3600", "X-Amz-Expires=3601")))
                .contains("SignatureDoesNotMatch");
        assertThat(get(reader, "secret.env").output())
                .contains("(AccessDenied)", "s3:GetObject on resource: arn:aws:s3:::guarded/secret.env");
        assertThat(cli.run(reader, "s3api", "list-objects-v2", "--bucket", "guarded", "--prefix", "open")
                        .exitCode())
                .isZero();
        assertThat(cli.run(reader, "s3api", "list-objects-v2", "--bucket", "guarded")
                        .output())
                .contains("(AccessDenied)");
        assertThat(cli.run(reader, "s3", "rm", "s3://guarded/open to all/a+b.env")
                        .output())
                .contains("(AccessDenied)");
        assertThat(bucket.resolve("a+b.env")).exists();
        Map<String, String> forger =
                Map.of("AWS_ACCESS_KEY_ID", found(key, "<AccessKeyId>([^<]+)<"), "AWS_SECRET_ACCESS_KEY", "guessed");
        assertThat(get(forger, "open to all/a+b.env").output()).contains("(SignatureDoesNotMatch)");
    }

    private static String fetched(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private AwsCli.Run get(Map<String, String> who, String key) throws Exception {
        return cli.run(
                who,
                "s3api",
                "get-object",
                "--bucket",
                "guarded",
                "--key",
                key,
                directory.resolve("got").toString());
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /** S3 API reference, "Error responses": nothing outside the buckets is reached, and what is not done is not pretended. */
    @ParameterizedTest
    @CsvSource({
        "GET,    /nobodys-bucket/key,               404, NoSuchBucket",
        "GET,    /bad-input/nothing,                404, NoSuchKey",
        "GET,    /bad-input/there/below,            404, NoSuchKey",
        "GET,    /bad-input/..%2f..%2fstate.db,     404, NoSuchKey",
        "GET,    /bad-input/link,                   404, NoSuchKey",
        "GET,    /bad-input/through/file,           404, NoSuchKey",
        "GET,    /..%2fkeys?list-type=2,            404, NoSuchBucket",
        "GET,    /bad-input,                        501, NotImplemented",
        "GET,    /bad-input/there?acl,              501, NotImplemented",
        "GET,    /bad-input?list-type=2&max-keys=x, 400, InvalidArgument",
        "GET,    /bad-input/%ff,                    400, InvalidURI",
        "PUT,    /bad-input/a//b,                   400, InvalidArgument",
        "PUT,    /bad-input/../b,                   400, InvalidArgument",
        "PUT,    /bad-input/there/below,            400, InvalidArgument",
        "PUT,    /bad-input/dir,                    400, InvalidArgument",
        "PUT,    /Bad_Input,                        400, InvalidBucketName",
        "PUT,    /bad-input,                        409, BucketAlreadyOwnedByYou",
        "POST,   /bad-input?delete,                 501, NotImplemented",
        "POST,   /bad-input/there,                  405, MethodNotAllowed",
        "DELETE, /nobodys-bucket,                   404, NoSuchBucket",
    })
    void badInputIsRefusedInS3sWords(String method, String path, int status, String code) throws Exception {
        Path bucket = Files.createDirectories(home.resolve("s3/bad-input"));
        Files.createDirectories(bucket.resolve("dir"));
        Files.writeString(bucket.resolve("there"), "x");
        Files.writeString(bucket.resolve("dir/file"), "x");
        if (!Files.isSymbolicLink(bucket.resolve("link"))) {
            Files.createSymbolicLink(bucket.resolve("link"), Path.of("/etc/hostname"));
            Files.createSymbolicLink(bucket.resolve("through"), bucket.resolve("dir"));
        }
        HttpResponse<String> answer = server.send("s3", method, path, Map.of(), "x".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(bucket.resolve("there")).hasContent("x");
    }

    /** What a header says of the body holds, or nothing is written. */
    @ParameterizedTest
    @CsvSource({
        "x-amz-content-sha256, 0000000000000000000000000000000000000000000000000000000000000000, XAmzContentSHA256Mismatch",
        "content-md5,          AAAAAAAAAAAAAAAAAAAAAA==,                                         BadDigest",
        "x-amz-content-sha256, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,                               NotImplemented",
        "x-amz-content-sha256, STREAMING-UNSIGNED-PAYLOAD-TRAILER,                               IncompleteBody",
        "x-amz-meta-owner,     me,                                                               NotImplemented",
        "x-amz-copy-source,    /bodies/other,                                                    NotImplemented",
    })
    void aBodyThatIsNotWhatItsHeaderSaysIsNotWritten(String header, String value, String code) throws Exception {
        Files.createDirectories(home.resolve("s3/bodies"));
        HttpResponse<String> answer = put("/bodies/file", header, value, "body");
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(home.resolve("s3/bodies/file")).doesNotExist();
    }

    /** By a key that nobody issued; all of AWS's own headers must be signed. */
    private HttpResponse<String> put(String path, String header, String value, String body) throws Exception {
        return server.sendSigned(
                "PUT",
                path,
                Map.of(
                        header,
                        value,
                        "X-Amz-Date",
                        "20261122T180000Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date;"
                                + header + ", Signature=00"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** S3 API reference, "Signature calculations ... Including trailing headers (Chunked upload)", as SDKs send it over TLS. */
    @Test
    void aBodyInChunksIsPutTogether() throws Exception {
        Files.createDirectories(home.resolve("s3/chunks"));
        String body = "4\r\nA=1\n\r\n4\r\nB=2\n\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        HttpResponse<String> answer =
                put("/chunks/app.env", "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(home.resolve("s3/chunks/app.env")).hasContent("A=1\nB=2\n");
    }
}
