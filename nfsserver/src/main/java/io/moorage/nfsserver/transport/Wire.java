package io.moorage.nfsserver.transport;

import io.moorage.nfswire.tls.TlsChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** A connection's bytes, in plain or in TLS. One thread reads at a time, and one writes. */
abstract class Wire implements ByteChannel {
    private final ByteChannel channel;
    private final Socket socket;

    private Wire(ByteChannel channel, Socket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /** True when something has come that was not read yet. */
    abstract boolean hasInput() throws IOException;

    /** True when bytes have been taken from the socket that were not read yet: no selector tells of them. */
    abstract boolean holdsInput();

    /** Takes in what {@link #awaitInput} has read. Only while {@link #holdsInput} is false. */
    abstract void prepend(byte first);

    /** Waits until something has come, for a time at most; false when nothing did. Only while {@link #holdsInput} is false. */
    boolean awaitInput(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new EOFException("the client is gone");
            }
            prepend((byte) first);
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    /** @param first what was read of it already, at most one byte; it has room for one */
    static Wire plain(SocketChannel channel, ByteBuffer first) {
        Socket socket = channel.socket();
        return new Wire(channel, socket) {
            @Override
            public int read(ByteBuffer target) throws IOException {
                if (!first.hasRemaining()) {
                    return channel.read(target);
                }
                target.put(first);
                return 1 + Math.max(0, target.hasRemaining() ? channel.read(target) : 0);
            }

            @Override
            void prepend(byte byteRead) {
                first.clear().put(byteRead).flip();
            }

            @Override
            boolean holdsInput() {
                return first.hasRemaining();
            }

            @Override
            boolean hasInput() throws IOException {
                return socket.getInputStream().available() > 0;
            }
        };
    }

    static Wire encrypted(TlsChannel tls, Socket socket) {
        return new Wire(tls, socket) {
            @Override
            void prepend(byte byteRead) {
                tls.prepend(ByteBuffer.wrap(new byte[] {byteRead}));
            }

            @Override
            boolean holdsInput() {
                return tls.holdsInput();
            }

            @Override
            boolean hasInput() throws IOException {
                return tls.hasInput();
            }
        };
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
