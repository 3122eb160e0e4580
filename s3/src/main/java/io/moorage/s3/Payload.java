package io.moorage.s3;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.base.sigv4.SigV4;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** Bodies as S3's clients send them (S3 API reference, "Signature calculations for the Authorization header"). */
final class Payload {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final int HASH_LENGTH = 64;
    private static final int HEXADECIMAL = 16;

    private Payload() {}

    /** @throws AwsException when the body is not what its headers say */
    static byte[] of(HttpRequest http) {
        String said = Objects.requireNonNullElse(http.header("x-amz-content-sha256"), UNSIGNED);
        byte[] content =
                switch (said) {
                    case UNSIGNED -> http.body();
                    case UNSIGNED_CHUNKS -> chunks(http.body());
                    default -> signed(http.body(), said);
                };
        String md5 = http.header("content-md5");
        if (md5 != null && !md5.equals(md5(content))) {
            throw S3Errors.badDigest("Content-MD5");
        }
        return content;
    }

    private static byte[] signed(byte[] body, String said) {
        if (said.length() != HASH_LENGTH) {
            throw S3Errors.notImplemented("bodies in signed chunks (" + said + ")");
        }
        if (!said.equals(SigV4.sha256Hex(body))) {
            throw new AwsException(
                    "XAmzContentSHA256Mismatch",
                    400,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        return body;
    }

    /** {@code SIZE[;extension]CRLF bytes CRLF}, until a size of 0; trailers follow it. */
    private static byte[] chunks(byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (true) {
            int end = lineEnd(body, at);
            int size = size(new String(body, at, end - at, StandardCharsets.US_ASCII));
            at = end + 2;
            if (size == 0) {
                return content.toByteArray();
            }
            if (size > body.length - at) {
                throw incomplete();
            }
            content.write(body, at, size);
            at += size + 2;
        }
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw incomplete();
    }

    private static int size(String line) {
        int semicolon = line.indexOf(';');
        try {
            return Integer.parseUnsignedInt(semicolon < 0 ? line : line.substring(0, semicolon), HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
    }

    private static AwsException incomplete() {
        return new AwsException(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header.");
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
