package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One health check of one instance (guide, "Health check configuration"): a TCP check passes with the connection, SSL with the
 * handshake, HTTP and HTTPS with a status of 200, each within the timeout.
 */
final class Checker {
    private Checker() {}

    /**
     * Calls from {@code loop} and ends with true or false, never with a failure.
     *
     * @param encryption towards the instance, where the check is encrypted
     */
    static Promise<Boolean> check(
            EventLoop loop, String from, String address, HealthCheckTerms terms, SslContext encryption) {
        Promise<Boolean> passed = loop.newPromise();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(terms.timeout().toMillis()))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (terms.protocol().encrypted()) {
                            channel.pipeline().addLast(encryption.newHandler(channel.alloc()));
                        }
                        if (terms.protocol().requests()) {
                            channel.pipeline().addLast(new HttpClientCodec(), new Answer(passed));
                        }
                    }
                })
                .connect(new InetSocketAddress(address, terms.port()), new InetSocketAddress(from, 0));
        Channel channel = connecting.channel();
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                passed.trySuccess(false);
            } else {
                connected(channel, terms, passed);
            }
        });
        channel.closeFuture().addListener(_ -> passed.trySuccess(false));
        var bound =
                loop.schedule(() -> passed.trySuccess(false), terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
        passed.addListener(_ -> {
            bound.cancel(false);
            var _ = channel.close();
        });
        return passed;
    }

    private static void connected(Channel channel, HealthCheckTerms terms, Promise<Boolean> passed) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (terms.protocol().requests()) {
            var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, terms.path());
            request.headers()
                    .set(HttpHeaderNames.HOST, ((InetSocketAddress) channel.remoteAddress()).getHostString())
                    .set(HttpHeaderNames.USER_AGENT, "ELB-HealthChecker/1.0")
                    .set(HttpHeaderNames.CONNECTION, "close");
            var _ = channel.writeAndFlush(request);
        } else if (tls != null) {
            tls.handshakeFuture().addListener(done -> passed.trySuccess(done.isSuccess()));
        } else {
            passed.trySuccess(true);
        }
    }

    private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
        private final Promise<Boolean> passed;

        private Answer(Promise<Boolean> passed) {
            this.passed = passed;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse response) {
                passed.trySuccess(response.decoderResult().isSuccess()
                        && response.status().code() == 200);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
