package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.Backend;
import io.moorage.loadbalancer.Meter;
import io.moorage.loadbalancer.Serving;
import io.moorage.loadbalancer.control.ListenerTerms;
import io.moorage.loadbalancer.log.Carried;
import io.moorage.loadbalancer.proxy.Dialer;
import io.moorage.loadbalancer.proxy.Dialer.Dialed;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: its requests one after the other, each to an instance of its own, over connections that are kept for
 * the client's next requests. Everything happens on the client's event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private final Channel client;
    private final Dialer dialer;
    private final Sticky sticky;
    private final Forwarded forwarded;
    private final Meter meter;
    private final Serving serving;
    private final String scheme;

    /** Parts of requests that have come and cannot be sent on yet. */
    private final Deque<HttpObject> waiting = new ArrayDeque<>();

    private final Map<Backend, Channel> idle = new HashMap<>();
    private @Nullable Exchange exchange;

    ClientConnection(Channel client, Dialer dialer, Sticky sticky, ListenerTerms terms, Serving serving) {
        this.client = client;
        this.dialer = dialer;
        this.sticky = sticky;
        this.meter = serving.meter();
        this.serving = serving;
        this.scheme = terms.protocol().name().toLowerCase(Locale.ROOT);
        this.forwarded = new Forwarded(terms.protocol());
    }

    /** A request under way, until its response's last part. */
    private static final class Exchange {
        private final HttpRequest request;
        private final HttpVersion version;
        private final boolean keepAlive;
        private final long began = System.nanoTime();
        private boolean wanted;
        private boolean staysOpen;
        private boolean sent;
        private boolean answered;
        private int status;
        private @Nullable Dialed instance;

        /** Null where nobody wants to know, and once it was told. */
        private @Nullable RequestLine line;

        private Exchange(HttpRequest request, @Nullable RequestLine line) {
            this.request = request;
            this.line = line;
            this.version = request.protocolVersion();
            this.keepAlive = HttpUtil.isKeepAlive(request);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
        } else if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            answer(HttpResponseStatus.BAD_REQUEST);
        } else {
            waiting.add(part);
            sendOn();
        }
    }

    /** Sends on what can be sent, and stops reading while something waits. */
    private void sendOn() {
        while (!waiting.isEmpty() && client.isActive()) {
            if (exchange == null) {
                if (!(waiting.peek() instanceof HttpRequest request)) {
                    ReferenceCountUtil.release(waiting.remove());
                    continue;
                }
                exchange = new Exchange(request, line(request));
                find(exchange);
            }
            Exchange now = exchange;
            if (now == null
                    || now.instance == null
                    || now.sent
                    || !now.instance.channel().isWritable()) {
                break;
            }
            HttpObject part = waiting.remove();
            now.sent = part instanceof LastHttpContent;
            Channel instance = now.instance.channel();
            if (now.line != null) {
                now.line.toInstance(part, now.sent, instance);
            }
            var _ = instance.write(part, instance.voidPromise());
        }
        if (exchange != null && exchange.instance != null) {
            exchange.instance.channel().flush();
        }
        client.config().setAutoRead(waiting.isEmpty());
    }

    private @Nullable RequestLine line(HttpRequest request) {
        return serving.log().isOn()
                ? new RequestLine(request, client, scheme, serving.log().now())
                : null;
    }

    private void log(Exchange now, int status) {
        if (now.line != null) {
            tell(now.line.end(serving.name(), client, status));
            now.line = null;
        }
    }

    private void tell(Carried carried) {
        serving.log().add(client.localAddress(), carried);
    }

    /** Sets the exchange's instance, now or later. */
    private void find(Exchange now) {
        forwarded.tell(now.request, client);
        Sticky.Choice choice = sticky.choose(now.request);
        now.wanted = choice.byCookie();
        if (!choice.order().isEmpty()) {
            Backend first = choice.order().getFirst();
            Channel kept = idle.remove(first);
            if (kept != null && kept.isActive()) {
                now.instance = new Dialed(first, kept);
                return;
            }
        }
        dialer.dial(client.eventLoop(), choice.order()).addListener((Future<Dialed> done) -> {
            if (!done.isSuccess()) {
                answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
            } else if (!client.isActive()) {
                var _ = done.getNow().channel().close();
            } else {
                now.instance = done.getNow();
                InstanceConnection.open(done.getNow().channel(), this);
                sendOn();
            }
        });
    }

    /** The instance takes more, or has ended. */
    void instanceIsWritable() {
        sendOn();
    }

    void answered(Channel from, HttpObject part) {
        Exchange now = exchange;
        if (now == null || now.instance == null || now.instance.channel() != from) {
            ReferenceCountUtil.release(part);
            var _ = from.close();
            return;
        }
        if (part instanceof HttpResponse response && isFinal(response)) {
            now.answered = true;
            now.status = response.status().code();
            meter.answered(now.status, System.nanoTime() - now.began);
            now.instance.backend().answered();
            begin(now, response);
        }
        boolean last = part instanceof LastHttpContent && now.answered;
        if (now.line != null && now.answered) {
            now.line.toClient(part);
        }
        var _ = client.write(part, client.voidPromise());
        if (now.line != null && now.answered) {
            now.line.wentToClient();
        }
        if (last) {
            end(now, from);
        } else if (!client.isWritable()) {
            client.flush();
            from.config().setAutoRead(client.isWritable());
        }
    }

    private static boolean isFinal(HttpResponse response) {
        return response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }

    private void begin(Exchange now, HttpResponse response) {
        forwarded.strip(response.headers());
        if (now.instance != null) {
            sticky.mark(response, now.instance.backend(), now.wanted);
        }
        boolean oldClient = now.version.equals(HttpVersion.HTTP_1_0);
        if (oldClient && HttpUtil.isTransferEncodingChunked(response)) {
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        now.staysOpen = staysOpen(now, response);
        HttpUtil.setKeepAlive(response.headers(), now.version, now.staysOpen);
    }

    private static boolean staysOpen(Exchange now, HttpResponse response) {
        return now.keepAlive
                && (HttpUtil.isContentLengthSet(response)
                        || HttpUtil.isTransferEncodingChunked(response)
                        || response.status().code() == 204
                        || response.status().code() == 304);
    }

    private void end(Exchange now, Channel from) {
        client.flush();
        exchange = null;
        log(now, now.status);
        if (!now.staysOpen || !now.sent) {
            var _ = client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (now.instance != null && InstanceConnection.keeps(from)) {
            Channel older = idle.put(now.instance.backend(), from);
            if (older != null) {
                var _ = older.close();
            }
        } else {
            var _ = from.close();
        }
        sendOn();
    }

    void flush() {
        client.flush();
    }

    /** The instance hung up. */
    void ended(Channel from) {
        idle.values().remove(from);
        Exchange now = exchange;
        if (now == null || now.instance == null || now.instance.channel() != from) {
            return;
        }
        if (now.answered) {
            var _ = client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            answer(HttpResponseStatus.BAD_GATEWAY);
        }
    }

    /** In the balancer's own words; the connection ends after it. */
    private void answer(HttpResponseStatus status) {
        meter.answeredItself(status.code());
        if (exchange != null) {
            log(exchange, status.code());
        } else if (serving.log().isOn()) {
            tell(RequestLine.ofNone(
                    serving.name(), client, status.code(), serving.log().now()));
        }
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        var _ = client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null && exchange.instance != null) {
            exchange.instance.channel().config().setAutoRead(client.isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            context.fireUserEventTriggered(event);
        } else if (exchange != null && exchange.sent && !exchange.answered) {
            answer(HttpResponseStatus.GATEWAY_TIMEOUT);
        } else {
            var _ = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        idle.values().forEach(kept -> {
            var _ = kept.close();
        });
        if (exchange != null) {
            log(exchange, exchange.status);
            if (exchange.instance != null) {
                var _ = exchange.instance.channel().close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
