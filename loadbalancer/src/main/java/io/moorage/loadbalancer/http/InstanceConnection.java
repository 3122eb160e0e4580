package io.moorage.loadbalancer.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/** A connection to an instance that one client's requests use. */
final class InstanceConnection extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Boolean> KEEPS = AttributeKey.valueOf(InstanceConnection.class, "keeps");

    private final ClientConnection client;

    private InstanceConnection(ClientConnection client) {
        this.client = client;
    }

    static void open(Channel channel, ClientConnection client) {
        channel.pipeline().addLast(new HttpClientCodec()).addLast(new InstanceConnection(client));
        channel.config().setAutoRead(true);
    }

    /** Whether it takes another request after the last response. */
    static boolean keeps(Channel channel) {
        return channel.isActive() && Boolean.TRUE.equals(channel.attr(KEEPS).get());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
        } else if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            var _ = context.close();
        } else {
            if (part instanceof HttpResponse response) {
                context.channel().attr(KEEPS).set(HttpUtil.isKeepAlive(response));
            }
            client.answered(context.channel(), part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        client.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        client.instanceIsWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        client.ended(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
