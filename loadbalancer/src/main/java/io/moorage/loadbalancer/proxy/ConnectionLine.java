package io.moorage.loadbalancer.proxy;

import io.moorage.loadbalancer.Serving;
import io.moorage.loadbalancer.log.Carried;
import io.moorage.loadbalancer.log.Carried.Times;
import io.moorage.loadbalancer.log.Sessions;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells of one connection in the access log when it ends. */
final class ConnectionLine {
    private static final long NOT_YET = -1;

    private final Serving serving;
    private final Channel client;
    private final @Nullable SocketAddress instance;
    private final long beganNanos;
    private final Instant began;
    private final @Nullable SocketAddress from;
    private final @Nullable SocketAddress at;

    /** @param beganNanos when the client's connection was there */
    ConnectionLine(Serving serving, Channel client, @Nullable SocketAddress instance, long beganNanos) {
        this.serving = serving;
        this.client = client;
        this.instance = instance;
        this.beganNanos = beganNanos;
        this.began = serving.log().now().minusNanos(System.nanoTime() - beganNanos);
        this.from = client.remoteAddress();
        this.at = client.localAddress();
    }

    /** No instance took it. */
    static void ofNobody(Serving serving, Channel client) {
        new ConnectionLine(serving, client, null, System.nanoTime()).tell(Times.NONE, 0, 0);
    }

    void follow(Relay request, Relay response) {
        client.closeFuture().addListener(_ -> tell(times(request, response), request.carried(), response.carried()));
    }

    /** Servers of some protocols speak first: they took no time to answer. */
    private Times times(Relay request, Relay response) {
        boolean asked = request.carried() > 0;
        boolean answered = response.carried() > 0;
        return new Times(
                asked ? request.wentAt() - beganNanos : NOT_YET,
                asked && answered ? Math.max(0, response.cameAt() - request.wentAt()) : NOT_YET,
                answered ? response.wentAt() - response.cameAt() : NOT_YET);
    }

    private void tell(Times times, long received, long sent) {
        serving.log()
                .add(
                        at,
                        new Carried(
                                began,
                                serving.name(),
                                from,
                                instance,
                                times,
                                "-",
                                "-",
                                received,
                                sent,
                                Carried.NO_REQUEST,
                                "",
                                Sessions.negotiated(client)));
    }
}
