package io.moorage.console.frame;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Text travels compressed. That a page holds a token beside what its address says gives nothing away by its length: a request
 * that another site causes comes without the session ({@code SameSite=Strict}).
 */
public final class Packing {
    /** Below this the packing is as long as what it saves. */
    private static final int WORTH_BYTES = 1_024;

    private Packing() {}

    static boolean isWelcome(HttpRequest request) {
        return String.valueOf(request.header("accept-encoding")).contains("gzip");
    }

    /** The answer, packed where the browser takes it and where it is text. */
    public static HttpAnswer pack(HttpRequest request, HttpAnswer answer) {
        boolean text = answer.headers().getOrDefault("Content-Type", "").startsWith("text/");
        if (!text
                || answer.body().length < WORTH_BYTES
                || answer.headers().containsKey("Content-Encoding")
                || !isWelcome(request)) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Encoding", "gzip");
        headers.put("Vary", "Accept-Encoding");
        return new HttpAnswer(answer.status(), headers, gzip(answer.body()));
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return packed.toByteArray();
    }
}
