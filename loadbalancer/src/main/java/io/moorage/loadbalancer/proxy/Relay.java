package io.moorage.loadbalancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * Carries what one side of a connection sends to the other, no faster than the other takes it; both live on one event loop. The
 * end of one side's data is told to the other, which may go on sending (RFC 9293, section 3.6); the end of either is the end of both.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final Runnable atFirst;

    /** Bytes that came from this side. */
    private long carried;

    private long cameAt;
    private long wentAt;

    /** @param atFirst called when this side has sent something first */
    Relay(Channel other, Runnable atFirst) {
        this.other = other;
        this.atFirst = atFirst;
    }

    long carried() {
        return carried;
    }

    /** When the first bytes came, by {@link System#nanoTime}; nothing before they did. */
    long cameAt() {
        return cameAt;
    }

    /** When the first bytes were given to the other side. */
    long wentAt() {
        return wentAt;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        boolean first = carried == 0;
        if (first) {
            cameAt = System.nanoTime();
        }
        carried += bytes.readableBytes();
        var _ = other.write(bytes, other.voidPromise());
        if (first) {
            wentAt = System.nanoTime();
            atFirst.run();
        }
        if (!other.isWritable()) {
            other.flush();
            context.channel().config().setAutoRead(other.isWritable());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> endOutput();
            case IdleStateEvent _ -> {
                var _ = context.close();
            }
            default -> context.fireUserEventTriggered(event);
        }
    }

    /**
     * After what is still to be written: Netty drops that on {@code shutdownOutput}. TLS says no half of an end (RFC 8446, section
     * 6.1, allows it, its peers seldom do).
     */
    private void endOutput() {
        if (other instanceof DuplexChannel duplex && other.pipeline().get(SslHandler.class) == null) {
            var _ = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                var _ = duplex.shutdownOutput();
                // Netty closes nothing that may be half closed, and asks the kernel about it for ever.
                if (duplex.isInputShutdown()) {
                    var _ = duplex.close();
                }
            });
        } else {
            flushAndClose();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        flushAndClose();
    }

    private void flushAndClose() {
        if (other.isActive()) {
            var _ = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A reset, mostly: the other side is told by an end, there being nothing else that could be told. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
