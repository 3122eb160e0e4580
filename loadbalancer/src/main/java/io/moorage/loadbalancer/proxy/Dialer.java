package io.moorage.loadbalancer.proxy;

import io.moorage.loadbalancer.Backend;
import io.moorage.loadbalancer.Backends;
import io.moorage.loadbalancer.Meter;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Makes connections to instances: to the best that takes one. */
public final class Dialer {
    /** For one instance; one that was killed answers nothing at all. */
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);

    private final Backends backends;
    private final InetSocketAddress from;
    private final int port;
    private final boolean requests;
    private final Optional<SslContext> encryption;
    private final Meter meter;

    /**
     * @param from address that instances see, and their security groups judge
     * @param encryption towards the instance, whose certificate is not judged (guide, "Listeners": no back-end authentication)
     */
    public Dialer(Backends backends, String from, ListenerTerms terms, Optional<SslContext> encryption, Meter meter) {
        this.backends = backends;
        this.from = new InetSocketAddress(from, 0);
        this.port = terms.instancePort();
        this.requests = terms.instanceProtocol().requests();
        this.encryption = encryption;
        this.meter = meter;
    }

    /** A connection, and whose it is. */
    public record Dialed(Backend backend, Channel channel) {}

    /** Nobody takes connections. */
    public static final class NoneException extends Exception {
        private static final long serialVersionUID = 1L;

        NoneException() {
            super("no registered instance takes connections");
        }
    }

    /**
     * Ends with the first connection that is made, not yet reading; fails with {@link NoneException}.
     *
     * @param loop to call from, and the connection's own
     */
    public Future<Dialed> dial(EventLoop loop) {
        return dial(loop, backends.choose());
    }

    /** As {@link #dial(EventLoop)}, in an order that was chosen before. */
    public Future<Dialed> dial(EventLoop loop, List<Backend> order) {
        Promise<Dialed> made = loop.newPromise();
        meter.dialing();
        made.addListener(_ -> meter.dialed());
        next(loop, order.iterator(), made);
        return made;
    }

    private void next(EventLoop loop, Iterator<Backend> rest, Promise<Dialed> made) {
        if (!rest.hasNext()) {
            meter.nobody();
            made.setFailure(new NoneException());
            return;
        }
        Backend backend = rest.next();
        connect(loop, backend).addListener((ChannelFuture tried) -> {
            if (tried.isSuccess()) {
                backend.carries(tried.channel());
                encrypted(tried.channel()).addListener(done -> {
                    if (done.isSuccess()) {
                        made.setSuccess(new Dialed(backend, tried.channel()));
                    } else {
                        meter.notConnected();
                        var _ = tried.channel().close();
                        next(loop, rest, made);
                    }
                });
            } else {
                meter.notConnected();
                next(loop, rest, made);
            }
        });
    }

    /**
     * By hand, not by a bootstrap, which would resolve names and copy options for each of many short connections, and without a
     * system call that is not needed: Netty's sockets have TCP_NODELAY, and IPv4's are cheaper than those that are for both.
     */
    private ChannelFuture connect(EventLoop loop, Backend backend) {
        EpollSocketChannel channel = new EpollSocketChannel(SocketProtocolFamily.INET);
        channel.config()
                .setAutoRead(false)
                .setIpBindAddressNoPort(true)
                .setAllowHalfClosure(!requests)
                .setConnectTimeoutMillis(Math.toIntExact(CONNECT_BOUND.toMillis()));
        encryption.ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
        ChannelPromise connected = channel.newPromise();
        connected.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        loop.register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                var _ = channel.connect(new InetSocketAddress(backend.address(), port), from, connected);
            } else {
                connected.setFailure(registered.cause());
            }
        });
        return connected;
    }

    private static Future<Channel> encrypted(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? channel.eventLoop().newSucceededFuture(channel) : tls.handshakeFuture();
    }
}
