package io.moorage.loadbalancer.log;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request, or one connection of bytes, as a line of an access log tells it (Classic Load Balancers guide, "Access log
 * entries").
 *
 * @param began when it came
 * @param instance whom it was sent to; null when nobody took it
 * @param times of the request, the instance and the response
 * @param status the client's, or {@code -} where there are no requests
 * @param instanceStatus 0 when the instance did not answer, or {@code -} where there are no requests
 * @param received bytes of the client's, without headers
 * @param sent bytes to the client, without headers
 * @param request method, URL and version
 * @param userAgent empty for none
 */
public record Carried(
        Instant began,
        String balancer,
        @Nullable SocketAddress client,
        @Nullable SocketAddress instance,
        Times times,
        String status,
        String instanceStatus,
        long received,
        long sent,
        String request,
        String userAgent,
        Negotiated negotiated) {
    /** Of a connection without requests, or of a request that is none. */
    public static final String NO_REQUEST = "- - - ";

    private static final double NANOS = 1e9;

    /** In nanoseconds, or less than zero where it was not come so far. */
    public record Times(long request, long instance, long response) {
        public static final Times NONE = new Times(-1, -1, -1);
    }

    /** With the client; both {@code -} where nothing is encrypted. */
    public record Negotiated(String cipher, String protocol) {
        public static final Negotiated NOTHING = new Negotiated("-", "-");
    }

    String line() {
        return String.join(
                " ",
                began.truncatedTo(ChronoUnit.MICROS).toString(),
                balancer,
                address(client),
                address(instance),
                seconds(times.request()),
                seconds(times.instance()),
                seconds(times.response()),
                status,
                instanceStatus,
                Long.toString(received),
                Long.toString(sent),
                quoted(request),
                quoted(userAgent.isEmpty() ? "-" : userAgent),
                negotiated.cipher(),
                negotiated.protocol());
    }

    private static String address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress at ? at.getAddress().getHostAddress() + ":" + at.getPort() : "-";
    }

    private static String seconds(long nanos) {
        return nanos < 0 ? "-1" : String.format(Locale.ROOT, "%.6f", nanos / NANOS);
    }

    /** What a client sends must not look like another field, nor like another line. */
    private static String quoted(String text) {
        StringBuilder safe = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                safe.append(String.format(Locale.ROOT, "\\x%02X", (int) each));
            } else {
                safe.append(each);
            }
        }
        return safe.append('"').toString();
    }
}
