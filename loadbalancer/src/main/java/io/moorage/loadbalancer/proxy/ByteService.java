package io.moorage.loadbalancer.proxy;

import io.moorage.loadbalancer.Meter;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.proxy.Dialer.Dialed;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Serves the clients of a TCP or SSL listener: each gets a connection of its own to one instance. */
public final class ByteService extends ChannelInitializer<Channel> {
    private final Dialer dialer;
    private final Optional<SslContext> encryption;
    private final boolean proxyProtocol;
    private final Duration idleTimeout;
    private final Meter meter;
    private final ChannelGroup clients;

    /**
     * @param encryption towards clients
     * @param clients gets every client's connection
     */
    public ByteService(
            Dialer dialer,
            ListenerTerms terms,
            Optional<SslContext> encryption,
            Duration idleTimeout,
            Meter meter,
            ChannelGroup clients) {
        this.dialer = dialer;
        this.meter = meter;
        this.clients = clients;
        this.encryption = encryption;
        this.proxyProtocol = terms.proxyProtocol();
        this.idleTimeout = idleTimeout;
    }

    @Override
    protected void initChannel(Channel client) {
        clients.add(client);
        if (encryption.isEmpty()) {
            dial(client);
            return;
        }
        SslHandler tls = encryption.get().newHandler(client.alloc());
        client.pipeline().addLast(tls);
        client.eventLoop().execute(client::read);
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                dial(client);
            } else {
                var _ = client.close();
            }
        });
    }

    private void dial(Channel client) {
        long began = System.nanoTime();
        dialer.dial(client.eventLoop()).addListener((Future<Dialed> dialed) -> {
            if (!dialed.isSuccess()) {
                var _ = client.close();
            } else if (!client.isActive()) {
                var _ = dialed.getNow().channel().close();
            } else {
                meter.connected(System.nanoTime() - began);
                join(client, dialed.getNow().channel());
            }
        });
    }

    private void join(Channel client, Channel instance) {
        if (proxyProtocol) {
            var _ = instance.write(Unpooled.copiedBuffer(proxyLine(client), StandardCharsets.US_ASCII));
            instance.flush();
        }
        client.pipeline()
                .addLast(new IdleStateHandler(0, 0, idleTimeout.toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new Relay(instance));
        instance.pipeline().addLast(new Relay(client));
        client.config().setAutoRead(true);
        instance.config().setAutoRead(true);
    }

    /** Version 1 (guide, "Configure proxy protocol support"). */
    private static String proxyLine(Channel client) {
        if (client.remoteAddress() instanceof InetSocketAddress from
                && client.localAddress() instanceof InetSocketAddress to) {
            return "PROXY TCP4 %s %s %d %d\r\n"
                    .formatted(
                            from.getAddress().getHostAddress(),
                            to.getAddress().getHostAddress(),
                            from.getPort(),
                            to.getPort());
        }
        return "PROXY UNKNOWN\r\n";
    }
}
