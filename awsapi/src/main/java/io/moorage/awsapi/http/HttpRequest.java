package io.moorage.awsapi.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole request.
 *
 * @param rawPath as on the request line, still percent-encoded
 * @param rawQuery as on the request line, without the question mark; empty when there is none
 * @param headers by lower-case name, values in order
 * @param trusting true when it came in by a listener on which unknown access keys act as root
 */
public record HttpRequest(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceAddress,
        boolean secure,
        boolean trusting) {

    /** The first value of a header. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
