package io.moorage.loadbalancer.proxy;

import io.moorage.loadbalancer.Serving;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.proxy.Dialer.Dialed;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Serves the clients of a TCP or SSL listener: each gets a connection of its own to one instance. */
public final class ByteService extends ChannelInitializer<Channel> {
    private final Dialer dialer;
    private final boolean proxyProtocol;
    private final Serving serving;

    public ByteService(Dialer dialer, ListenerTerms terms, Serving serving) {
        this.dialer = dialer;
        this.proxyProtocol = terms.proxyProtocol();
        this.serving = serving;
    }

    @Override
    protected void initChannel(Channel client) {
        serving.clients().add(client);
        if (serving.encryption().isEmpty()) {
            client.pipeline().addLast(new Early());
            dial(client);
            // Most clients speak at once: one look at both sides tells that the instance is there and what the client
            // said.
            client.eventLoop().execute(client::read);
            return;
        }
        SslHandler tls = serving.encryption().get().newHandler(client.alloc());
        client.pipeline().addLast(tls).addLast(new Early());
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
                if (serving.log().isOn()) {
                    ConnectionLine.ofNobody(serving, client);
                }
                var _ = client.close();
            } else if (!client.isActive()) {
                var _ = dialed.getNow().channel().close();
            } else {
                serving.meter().connected(System.nanoTime() - began);
                join(client, dialed.getNow(), began);
            }
        });
    }

    private void join(Channel client, Dialed dialed, long began) {
        Channel instance = dialed.channel();
        if (proxyProtocol) {
            var _ = instance.write(Unpooled.copiedBuffer(proxyLine(client), StandardCharsets.US_ASCII));
            instance.flush();
        }
        Relay request = new Relay(instance, () -> {});
        Relay response = new Relay(client, dialed.backend()::answered);
        if (serving.log().isOn()) {
            new ConnectionLine(serving, client, instance.remoteAddress(), began).follow(request, response);
        }
        client.pipeline()
                .addLast(new IdleStateHandler(0, 0, serving.idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(request);
        instance.pipeline().addLast(response);
        client.pipeline().remove(Early.class);
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
