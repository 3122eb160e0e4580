package io.moorage.nfsserver.transport;

import io.moorage.nfswire.tls.TlsChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** A connection's bytes, in plain or in TLS. One thread reads at a time, and one writes. */
abstract class Wire implements ByteChannel {
    private final ByteChannel channel;

    private Wire(ByteChannel channel) {
        this.channel = channel;
    }

    /** True when something has come that was not read yet. */
    abstract boolean hasInput() throws IOException;

    /** True when bytes have been taken from the socket that were not read yet: no selector tells of them. */
    abstract boolean holdsInput();

    /** @param first what was read of it already */
    static Wire plain(SocketChannel socket, ByteBuffer first) {
        return new Wire(socket) {
            @Override
            public int read(ByteBuffer target) throws IOException {
                if (first.hasRemaining()) {
                    int count = first.remaining();
                    target.put(first);
                    return count;
                }
                return socket.read(target);
            }

            @Override
            boolean holdsInput() {
                return first.hasRemaining();
            }

            @Override
            boolean hasInput() throws IOException {
                return socket.socket().getInputStream().available() > 0;
            }
        };
    }

    static Wire encrypted(TlsChannel tls) {
        return new Wire(tls) {
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
