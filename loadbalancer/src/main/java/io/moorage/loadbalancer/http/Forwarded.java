package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.control.Protocol;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** What becomes of headers on the way (guide, "HTTP headers and Classic Load Balancers"; RFC 9110, section 7.6.1). */
final class Forwarded {
    private static final List<CharSequence> OF_ONE_HOP = List.of(
            HttpHeaderNames.CONNECTION, "keep-alive", "proxy-connection", HttpHeaderNames.UPGRADE, HttpHeaderNames.TE);

    private final Protocol protocol;

    Forwarded(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Tells the instance who asked, how and where. */
    void tell(HttpRequest request, Channel client) {
        HttpHeaders headers = request.headers();
        strip(headers);
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        headers.set(HttpHeaderNames.CONNECTION, "keep-alive");
        if (client.remoteAddress() instanceof InetSocketAddress from
                && client.localAddress() instanceof InetSocketAddress to) {
            String before = String.join(", ", headers.getAll("X-Forwarded-For"));
            String address = from.getAddress().getHostAddress();
            headers.set("X-Forwarded-For", before.isEmpty() ? address : before + ", " + address);
            headers.set("X-Forwarded-Proto", protocol.name().toLowerCase(Locale.ROOT));
            headers.set("X-Forwarded-Port", Integer.toString(to.getPort()));
        }
    }

    void strip(HttpHeaders headers) {
        for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : named.split(",", -1)) {
                headers.remove(name.strip());
            }
        }
        OF_ONE_HOP.forEach(headers::remove);
    }
}
