package io.moorage.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A connection to the engine that was taken over for a command's streams (Docker Engine API, "Attach to a container", hijacking and
 * stream format). One thread reads, another writes.
 */
final class HijackedStream implements AutoCloseable {
    private static final int BUFFER = 16_384;
    private static final int FRAME_HEADER = 8;
    private static final int LARGEST_HEAD = 16_384;
    private static final int STDERR = 2;

    private final SocketChannel channel;
    /** Read, and not yet taken: between position and limit. */
    private final ByteBuffer read = ByteBuffer.allocate(BUFFER).flip();

    private HijackedStream(SocketChannel channel) {
        this.channel = channel;
    }

    /** @param host {@code unix:///PATH} or {@code tcp://HOST:PORT} */
    record Engine(URI host) {
        /** A request whose connection stays for the command. */
        HijackedStream post(String path, String json) throws IOException {
            boolean unix = "unix".equals(host.getScheme());
            SocketAddress address = unix
                    ? UnixDomainSocketAddress.of(host.getPath())
                    : new InetSocketAddress(host.getHost(), host.getPort());
            HijackedStream stream = new HijackedStream(SocketChannel.open(address));
            try {
                stream.write(("POST " + path + " HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\n"
                                + "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: " + json.length()
                                + "\r\n\r\n" + json)
                        .getBytes(StandardCharsets.US_ASCII));
                stream.readHead();
                return stream;
            } catch (IOException e) {
                stream.close();
                throw e;
            }
        }
    }

    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            if (head.length() > LARGEST_HEAD || !fill()) {
                throw new IOException("the engine answered no head");
            }
            head.append((char) read.get());
        }
        String status = head.substring(0, head.indexOf("\r\n"));
        if (!status.contains(" 101 ") && !status.contains(" 200 ")) {
            throw new IOException("the engine answered " + status);
        }
    }

    /** False at the end. */
    private boolean fill() throws IOException {
        if (read.hasRemaining()) {
            return true;
        }
        read.clear();
        int count = channel.read(read);
        read.flip();
        return count > 0;
    }

    void readPlain(Consumer<byte[]> output) throws IOException {
        while (fill()) {
            output.accept(take(read.remaining()));
        }
    }

    private byte[] take(int count) {
        byte[] taken = new byte[count];
        read.get(taken);
        return taken;
    }

    /** Frames of a stream's number, three zeros and a length. */
    void readFrames(Consumer<byte[]> output, Consumer<byte[]> errors) throws IOException {
        byte[] header = new byte[FRAME_HEADER];
        while (true) {
            for (int i = 0; i < FRAME_HEADER; i++) {
                if (!fill()) {
                    return;
                }
                header[i] = read.get();
            }
            long left = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
            while (left > 0 && fill()) {
                byte[] part = take((int) Math.min(left, read.remaining()));
                (header[0] == STDERR ? errors : output).accept(part);
                left -= part.length;
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /** The command reads its end; its output goes on. */
    void endInput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use either way.
        }
    }
}
