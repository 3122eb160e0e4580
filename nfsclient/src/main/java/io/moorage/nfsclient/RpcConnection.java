package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.xdr.XdrReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection with many calls under way. It has no thread: of the callers that wait, one reads for all, so that a lone
 * caller gets its reply without a hand-over. Once broken it stays so.
 */
final class RpcConnection implements AutoCloseable {
    private static final int LAST_FRAGMENT = 0x80000000;
    private static final byte[] PADDING = new byte[3];

    private final SocketChannel channel;

    /** The socket, or TLS over it: what is read, and what is written. */
    private final ReadableByteChannel in;

    private final GatheringByteChannel out;
    private final ReentrantLock writing = new ReentrantLock();

    /** Held by the caller that reads for all. Guards the record reader and the XDR reader. */
    private final ReentrantLock reading = new ReentrantLock();

    private final RecordReader records = new RecordReader(new BufferPool(Nfs4Limits.RECORD, 2), Nfs4Limits.RECORD);
    private final XdrReader xdr = new XdrReader(ByteBuffer.allocate(0));

    /** Sent or about to be, by xid. Whoever removes an exchange completes it. */
    private final Map<Integer, Exchange<?>> pending = new ConcurrentHashMap<>();

    private volatile @Nullable IOException broken;

    private <C extends ReadableByteChannel & GatheringByteChannel> RpcConnection(SocketChannel channel, C wire) {
        this.channel = channel;
        this.in = wire;
        this.out = wire;
    }

    /** Connects within the time. */
    static RpcConnection connect(InetSocketAddress server, int timeoutMillis, Optional<TransportSecurity> security)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.socket().connect(server, timeoutMillis);
            return security.isPresent()
                    ? new RpcConnection(channel, security.get().secure(channel))
                    : new RpcConnection(channel, channel);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    SocketAddress localAddress() throws IOException {
        return channel.getLocalAddress();
    }

    boolean isBroken() {
        return broken != null;
    }

    /** The time (nanoTime) at which the call that waits longest was sent, or {@code now} when none waits. */
    long oldestSentAt(long now) {
        long oldest = now;
        for (Exchange<?> exchange : pending.values()) {
            oldest = exchange.sentAt() - oldest < 0 ? exchange.sentAt() : oldest;
        }
        return oldest;
    }

    /**
     * Sends a message and waits for its reply, as long as the connection lives.
     *
     * @param message four bytes for the record mark, then the message, up to its position
     * @param payload what follows the message, padded to four bytes on the wire; its position stays
     */
    void exchange(Exchange<?> exchange, ByteBuffer message, ByteBuffer payload) throws IOException {
        pending.put(exchange.xid(), exchange);
        try {
            send(message, payload);
            await(exchange);
        } catch (IOException failed) {
            fail(failed);
            pending.remove(exchange.xid());
            throw failed;
        }
        if (exchange.lost()) {
            throw new IOException("connection lost", broken);
        }
    }

    /** Ends the connection: everyone waiting is told that it is lost. */
    void fail(IOException reason) {
        synchronized (pending) {
            if (broken == null) {
                broken = reason;
            }
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is gone either way.
        }
        for (Integer xid : List.copyOf(pending.keySet())) {
            Exchange<?> exchange = pending.remove(xid);
            if (exchange != null) {
                exchange.connectionLost();
            }
        }
    }

    @Override
    public void close() {
        fail(new EOFException("closed"));
        reading.lock();
        try {
            records.close();
        } finally {
            reading.unlock();
        }
    }

    private void send(ByteBuffer message, ByteBuffer payload) throws IOException {
        int padding = -payload.remaining() & 3;
        message.flip();
        message.putInt(0, LAST_FRAGMENT | (message.limit() - 4 + payload.remaining() + padding));
        writing.lock();
        try {
            IOException reason = broken;
            if (reason != null) {
                throw new IOException("connection lost", reason);
            }
            if (payload.hasRemaining()) {
                ByteBuffer[] all = {message, payload.duplicate(), ByteBuffer.wrap(PADDING, 0, padding)};
                while (all[0].hasRemaining() || all[1].hasRemaining() || all[2].hasRemaining()) {
                    out.write(all);
                }
            } else {
                while (message.hasRemaining()) {
                    out.write(message);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private void await(Exchange<?> exchange) throws IOException {
        while (!exchange.done()) {
            exchange.waiting(true);
            if (reading.tryLock()) {
                try {
                    readUntil(exchange);
                } finally {
                    reading.unlock();
                    appointReader();
                }
            } else if (!exchange.done()) {
                LockSupport.park(this);
            }
        }
    }

    private void readUntil(Exchange<?> exchange) throws IOException {
        while (!exchange.done()) {
            ByteBuffer record = records.next();
            if (record != null) {
                dispatch(record);
            } else if (records.fill(in) < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    private void dispatch(ByteBuffer record) {
        Exchange<?> exchange = record.remaining() < 4 ? null : pending.remove(record.getInt(record.position()));
        if (exchange != null) {
            exchange.complete(xdr.reset(record));
        }
    }

    /** The one who read has its reply: another one that waits must read from now on. */
    private void appointReader() {
        for (Exchange<?> exchange : pending.values()) {
            if (exchange.waiting()) {
                exchange.wake();
                return;
            }
        }
    }
}
