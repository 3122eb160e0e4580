package io.moorage.base.sigv4;

import java.util.List;
import java.util.Map;

/**
 * The parts of an HTTP request that a signature covers.
 *
 * @param rawPath as on the request line, still percent-encoded; empty means {@code /}
 * @param rawQuery as on the request line, without the question mark
 * @param headers by lower-case name, values in order of appearance
 * @param payloadHash lower-case hexadecimal SHA-256 of the body
 */
public record SignedRequest(
        String method, String rawPath, String rawQuery, Map<String, List<String>> headers, String payloadHash) {}
