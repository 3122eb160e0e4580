package io.moorage.agentwire.tcs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A frame from the agent on TCS: headers of its own signature, a blank line, then JSON. The signature covers GET, the path and
 * query of the upgrade, and the digest of {@code json}.
 *
 * @param headers Authorization, Host, X-Amz-Date (and X-Amz-Security-Token); found in any letter case
 */
public record SignedFrame(Map<String, String> headers, String json) {
    private static final String END_OF_HEADERS = "\r\n\r\n";

    public SignedFrame {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Empty when there is no header block. */
    public static Optional<SignedFrame> parse(String frame) {
        int end = frame.indexOf(END_OF_HEADERS);
        if (end < 0) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : frame.substring(0, end).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                return Optional.empty();
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return Optional.of(new SignedFrame(headers, frame.substring(end + END_OF_HEADERS.length())));
    }

    public String format() {
        StringBuilder frame = new StringBuilder();
        headers.forEach(
                (name, value) -> frame.append(name).append(": ").append(value).append("\r\n"));
        return frame.append("\r\n").append(json).toString();
    }
}
