package io.moorage.loadbalancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps what a client says before its instance is there, and passes it on when it is removed. Nobody reads the client until
 * then, but what came together with the end of its handshake was read, and so is all that came before the end of its side.
 */
final class Early extends ChannelInboundHandlerAdapter {
    private final Deque<Object> kept = new ArrayDeque<>();
    private boolean ended;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        kept.add(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended = true;
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        kept.forEach(ReferenceCountUtil::release);
        kept.clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (!kept.isEmpty()) {
            kept.forEach(context::fireChannelRead);
            kept.clear();
            context.fireChannelReadComplete();
        }
        if (ended) {
            context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
