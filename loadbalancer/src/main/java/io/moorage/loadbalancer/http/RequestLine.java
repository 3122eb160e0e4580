package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.log.Carried;
import io.moorage.loadbalancer.log.Carried.Times;
import io.moorage.loadbalancer.log.Sessions;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows one request for the access log. Everything happens on the client's event loop. */
final class RequestLine {
    private static final long NOT_YET = -1;

    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final String request;
    private final String userAgent;
    private long received;
    private long sent;
    private long sentOn = NOT_YET;
    private long answeredAfter = NOT_YET;
    private long begunAfter = NOT_YET;
    private int instanceStatus;
    private @Nullable SocketAddress instance;

    /** @param scheme of the listener, {@code http} or {@code https} */
    RequestLine(HttpRequest request, Channel client, String scheme, Instant began) {
        this.began = began;
        this.request = "%s %s %s".formatted(request.method(), url(request, client, scheme), request.protocolVersion());
        this.userAgent = Objects.requireNonNullElse(request.headers().get(HttpHeaderNames.USER_AGENT), "");
    }

    private static String url(HttpRequest request, Channel client, String scheme) {
        if (!request.uri().startsWith("/")) {
            return request.uri();
        }
        String host = Objects.requireNonNullElse(request.headers().get(HttpHeaderNames.HOST), "-");
        String port = client.localAddress() instanceof InetSocketAddress at ? ":" + at.getPort() : "";
        return scheme + "://" + (host.contains(":") ? host : host + port) + request.uri();
    }

    private long sinceBegin() {
        return System.nanoTime() - beganNanos;
    }

    /** A part of the request goes to the instance. */
    void toInstance(HttpObject part, boolean last, Channel to) {
        instance = to.remoteAddress();
        if (part instanceof HttpContent content) {
            received += content.content().readableBytes();
        }
        if (last) {
            sentOn = sinceBegin();
        }
    }

    /** A part of the response is about to go to the client. */
    void toClient(HttpObject part) {
        if (part instanceof HttpResponse response) {
            instanceStatus = response.status().code();
            answeredAfter = sinceBegin();
        }
        if (part instanceof HttpContent content) {
            sent += content.content().readableBytes();
        }
    }

    /** A part of the response went to the client. */
    void wentToClient() {
        if (begunAfter == NOT_YET) {
            begunAfter = sinceBegin();
        }
    }

    /** What a client sent was no request. */
    static Carried ofNone(String balancer, Channel client, int status, Instant now) {
        return new Carried(
                now,
                balancer,
                client.remoteAddress(),
                null,
                Times.NONE,
                Integer.toString(status),
                "0",
                0,
                0,
                Carried.NO_REQUEST,
                "",
                Sessions.negotiated(client));
    }

    /** @param status what the client was told; 0 for nothing */
    Carried end(String balancer, Channel client, int status) {
        // An instance may answer before it has the whole request.
        long asked = sentOn == NOT_YET && answeredAfter != NOT_YET ? answeredAfter : sentOn;
        boolean answered = answeredAfter != NOT_YET;
        return new Carried(
                began,
                balancer,
                client.remoteAddress(),
                instance,
                instance == null
                        ? Times.NONE
                        : new Times(
                                asked,
                                answered ? Math.max(0, answeredAfter - asked) : NOT_YET,
                                answered && begunAfter != NOT_YET ? begunAfter - answeredAfter : NOT_YET),
                Integer.toString(status),
                Integer.toString(instanceStatus),
                received,
                sent,
                request,
                userAgent,
                Sessions.negotiated(client));
    }
}
