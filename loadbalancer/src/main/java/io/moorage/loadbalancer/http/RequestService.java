package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.Backends;
import io.moorage.loadbalancer.Meter;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.proxy.Dialer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Serves the clients of an HTTP or HTTPS listener: each request goes to the instance that has the fewest under way. */
public final class RequestService extends ChannelInitializer<Channel> {
    private final Dialer dialer;
    private final Backends backends;
    private final ListenerTerms terms;
    private final Optional<SslContext> encryption;
    private final Duration idleTimeout;
    private final Meter meter;
    private final ChannelGroup clients;

    /**
     * @param encryption towards clients
     * @param clients gets every client's connection
     */
    public RequestService(
            Dialer dialer,
            Backends backends,
            ListenerTerms terms,
            Optional<SslContext> encryption,
            Duration idleTimeout,
            Meter meter,
            ChannelGroup clients) {
        this.dialer = dialer;
        this.backends = backends;
        this.terms = terms;
        this.encryption = encryption;
        this.idleTimeout = idleTimeout;
        this.meter = meter;
        this.clients = clients;
    }

    @Override
    protected void initChannel(Channel client) {
        clients.add(client);
        encryption.ifPresent(tls -> client.pipeline().addLast(tls.newHandler(client.alloc())));
        client.pipeline()
                .addLast(new IdleStateHandler(0, 0, idleTimeout.toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new ClientConnection(client, dialer, new Sticky(terms.stickiness(), backends), terms, meter));
    }
}
