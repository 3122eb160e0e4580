package io.moorage.base.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS General Reference, "Signing AWS API requests". */
final class SigV4Test {
    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final SigningCredentials KEY =
            new SigningCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);

    /** The worked example of the General Reference, IAM ListUsers. */
    @Test
    void signsTheReferencesExample() {
        Map<String, String> added = new SigV4Signer("us-east-1", "iam")
                .sign(
                        KEY,
                        "GET",
                        "/",
                        "Action=ListUsers&Version=2010-05-08",
                        Map.of(
                                "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                                "Host", "iam.amazonaws.com"),
                        new byte[0],
                        TIME);

        assertThat(added)
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date,"
                                + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void signsTheSessionTokenToo() {
        var temporary = new SigningCredentials("ASIA", "secret", "the-token");

        Map<String, String> added = new SigV4Signer("us-east-1", "ecs")
                .sign(temporary, "GET", "/", "", Map.of("Host", "localhost:4566"), new byte[0], TIME);

        assertThat(added).containsEntry("X-Amz-Security-Token", "the-token");
        assertThat(added.get("Authorization")).contains("SignedHeaders=host;x-amz-date;x-amz-security-token,");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/,/",
                "'',/",
                "/a/./b/../c,/a/c",
                "//a///b/,/a/b/",
                "/tags/arn%3Aaws%3Aefs%2Fx,/tags/arn%253Aaws%253Aefs%252Fx",
            })
    void normalisesPathsAndEncodesThemAgain(String rawPath, String canonical) {
        assertThat(canonicalLines(rawPath, "").get(1)).isEqualTo(canonical);
    }

    /** S3 API reference, "Signature calculations": "do not normalize URI paths for requests to Amazon S3". */
    @ParameterizedTest
    @CsvSource({
        "'',/",
        "/bucket//a/../b,/bucket//a/../b",
        "/bucket/a%20b%2fc,/bucket/a%20b/c",
        "/bucket/a+b,/bucket/a%2Bb",
    })
    void keepsThePathsOfObjectsAndEncodesThemOnce(String rawPath, String canonical) {
        var request = new SignedRequest("GET", rawPath, "", Map.of(), "hash");
        assertThat(SigV4.canonicalRequest(request, List.of(), "s3")
                        .lines()
                        .toList()
                        .get(1))
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "'b=2&a=1,a=0','a=1%2Ca%3D0&b=2'",
        "a=two&a=one,a=one&a=two",
        "a1=x&a=y,a=y&a1=x",
        "flag,flag=",
        "q=one+two,q=one%20two",
        "q=%c3%a4,q=%C3%A4",
        "a=1&X-Amz-Signature=dead,a=1",
    })
    void sortsAndEncodesQueries(String rawQuery, String canonical) {
        assertThat(canonicalLines("/", rawQuery).get(2)).isEqualTo(canonical);
    }

    @Test
    void foldsHeaderValues() {
        var request = new SignedRequest(
                "GET", "/", "", Map.of("host", List.of("h"), "x-amz-a", List.of(" a   b ", "c")), "hash");

        assertThat(SigV4.canonicalRequest(request, List.of("x-amz-a", "host"), "service"))
                .isEqualTo("GET\n/\n\nhost:h\nx-amz-a:a b,c\n\nhost;x-amz-a\nhash");
    }

    @Test
    void presignsForGetCallerIdentity() {
        String query = new SigV4Signer("us-east-1", "sts")
                .presign(KEY, "GET", "sts.amazonaws.com", "/", "Action=GetCallerIdentity", Duration.ofMinutes(1), TIME);

        assertThat(query)
                .startsWith("Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F"
                        + "20150830%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60")
                .containsPattern("&X-Amz-Signature=[0-9a-f]{64}$");
    }

    @Test
    void refusesBrokenEscapes() {
        assertThatThrownBy(() -> Uri.parameters("a=%4")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Uri.decodePath("%zz")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Uri.decodePath("a+b%20c")).isEqualTo("a+b c");
    }

    @Test
    void parsesOnlyWholeScopes() {
        assertThat(CredentialScope.parse("20150830/us-east-1/iam/aws4_request"))
                .contains(new CredentialScope("20150830", "us-east-1", "iam"));
        assertThat(CredentialScope.parse("20150830/us-east-1/iam")).isEmpty();
        assertThat(CredentialScope.parse("2015-8-30/us-east-1/iam/aws4_request"))
                .isEmpty();
        assertThat(CredentialScope.parse("20150830/us-east-1/iam/aws5_request")).isEmpty();
    }

    @Test
    void hashesTheEmptyPayload() {
        assertThat(SigV4.EMPTY_PAYLOAD_HASH)
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .isEqualTo(SigV4.sha256Hex("".getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> canonicalLines(String rawPath, String rawQuery) {
        var request = new SignedRequest("GET", rawPath, rawQuery, Map.of(), "hash");
        return SigV4.canonicalRequest(request, List.of(), "service").lines().toList();
    }
}
