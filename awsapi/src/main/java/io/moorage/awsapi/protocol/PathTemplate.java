package io.moorage.awsapi.protocol;

import io.moorage.base.sigv4.Uri;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code requestUri} of a model, e.g. {@code /2015-02-01/file-systems/{FileSystemId}}. */
public record PathTemplate(String[] segments) {

    public static PathTemplate of(String requestUri) {
        return new PathTemplate(segments(requestUri));
    }

    /**
     * The labels, decoded; null when the path is another. A slash at the end makes no difference, on either side.
     *
     * @throws IllegalArgumentException for a malformed percent escape in a label
     */
    public @Nullable Map<String, String> match(String rawPath) {
        String[] actual = segments(rawPath);
        if (actual.length != segments.length) {
            return null;
        }
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{")) {
                if (actual[i].isEmpty()) {
                    return null;
                }
                labels.put(segment.substring(1, segment.length() - 1), Uri.decodePath(actual[i]));
            } else if (!segment.equals(actual[i])) {
                return null;
            }
        }
        return labels;
    }

    private static String[] segments(String path) {
        boolean slashed = path.endsWith("/") && path.length() > 1;
        return (slashed ? path.substring(0, path.length() - 1) : path).split("/", -1);
    }
}
