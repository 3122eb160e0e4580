package io.moorage.controlwire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks over a Unix socket, a line for a line. Every question makes a connection of its own and ends within the timeout; an
 * {@link IOException} means that the other side cannot be reached or does not answer, and it is not known whether it did
 * what was asked.
 */
public final class LineClient {
    private final UnixDomainSocketAddress address;
    private final Duration timeout;

    public LineClient(Path socket, Duration timeout) {
        this.address = UnixDomainSocketAddress.of(socket);
        this.timeout = timeout;
    }

    /**
     * The line that answers.
     *
     * @param line ends with a newline
     * @param what names the question in messages
     */
    public String ask(byte[] line, Object what) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(address);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(line);
            while (out.hasRemaining()) {
                await(selector, deadline, what);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            return readLine(channel, selector, deadline, what);
        }
    }

    private String readLine(SocketChannel channel, Selector selector, long deadline, Object what) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (line.size() <= ControlCodec.MAX_LINE_BYTES) {
            await(selector, deadline, what);
            if (channel.read(buffer.clear()) < 0) {
                throw new IOException("the connection was ended before an answer to " + what);
            }
            byte[] bytes = buffer.array();
            for (int i = 0; i < buffer.position(); i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, 0, i);
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            line.write(bytes, 0, buffer.position());
        }
        throw new IOException("the answer to %s is too long".formatted(what));
    }

    private void await(Selector selector, long deadline, Object what) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        selector.selectedKeys().clear();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("no answer within %s to %s".formatted(timeout, what));
        }
    }
}
