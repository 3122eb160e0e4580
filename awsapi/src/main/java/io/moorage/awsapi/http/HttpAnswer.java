package io.moorage.awsapi.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An answer: a whole one, or one that is written piece by piece.
 *
 * @param body empty for an answer with a stream
 * @param stream called on a virtual thread of its own
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, Optional<Stream> stream) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** A whole answer. */
    public HttpAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

    /** Writes a body without a known length. */
    @FunctionalInterface
    public interface Stream {
        /**
         * Returns when all is written.
         *
         * @throws IOException when the peer is gone
         */
        void writeTo(OutputStream out) throws IOException;
    }

    public static HttpAnswer of(int status, String contentType, String body) {
        return new HttpAnswer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpAnswer streamed(String contentType, Stream stream) {
        return new HttpAnswer(200, Map.of("Content-Type", contentType), new byte[0], Optional.of(stream));
    }
}
