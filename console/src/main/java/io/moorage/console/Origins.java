package io.moorage.console;

import io.moorage.awsapi.http.HttpRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request is for us and from us. */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Origins() {}

    /**
     * Where whoever comes is root, a name that somebody else points at this host would let their pages read ours: only
     * loopback's own names are answered. And what changes something comes from our own pages.
     */
    static boolean isOurs(HttpRequest request) {
        String host = request.header("host");
        String origin = request.header("origin");
        boolean named = !request.trusting() || LOOPBACK.contains(hostOf(host == null ? null : "http://" + host));
        boolean sent = origin == null
                || request.method().equals("GET")
                || origin.replaceFirst("^https?://", "").equals(host);
        return named && sent;
    }

    /** A WebSocket is asked for by GET and reads and does what its page may: it comes from a page of ours, or not at all. */
    static boolean isFromOurPage(HttpRequest request) {
        String origin = request.header("origin");
        return isOurs(request)
                && origin != null
                && origin.replaceFirst("^https?://", "").equals(request.header("host"));
    }

    /** Where the API answers as well, for whoever asked; empty when they named no host. */
    static String endpoint(HttpRequest request) {
        String host = request.header("host");
        return host == null || !host.matches("[A-Za-z0-9.:\\[\\]-]+")
                ? ""
                : (request.secure() ? "https://" : "http://") + host;
    }

    private static String hostOf(@Nullable String uri) {
        try {
            String host = uri == null ? null : URI.create(uri).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
