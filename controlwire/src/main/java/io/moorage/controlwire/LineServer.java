package io.moorage.controlwire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Answers lines over a Unix socket that only the server's own user may connect to; a thread per connection. */
public final class LineServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LineServer.class.getName());

    /** Takes one line; called by several threads at a time. */
    public interface Handler {
        Reply answer(String line) throws IOException;
    }

    /**
     * What is sent back.
     *
     * @param line ends with a newline
     * @param afterwards done when it was sent, and the connection then ends; null to go on
     */
    public record Reply(byte[] line, @Nullable Runnable afterwards) {}

    private final ServerSocketChannel socket;
    private final Path path;
    private final String name;
    private final Handler handler;

    private LineServer(ServerSocketChannel socket, Path path, String name, Handler handler) {
        this.socket = socket;
        this.path = path;
        this.name = name;
        this.handler = handler;
    }

    /**
     * Takes the socket over from a predecessor, who must be dead.
     *
     * @param name of its threads
     */
    public static LineServer start(Path path, String name, Handler handler) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        LineServer server = new LineServer(socket, path, name, handler);
        Thread.ofPlatform().daemon().name(name + "-accept").start(server::accept);
        return server;
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel connection = socket.accept();
                Thread.ofPlatform().daemon().name(name).start(() -> serve(connection));
            } catch (IOException e) {
                if (socket.isOpen()) {
                    LOG.log(Level.WARNING, "accepting on {0} failed: {1}", path, e.getMessage());
                }
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            for (String line = readLine(in); line != null; line = readLine(in)) {
                Reply reply = handler.answer(line);
                ByteBuffer bytes = ByteBuffer.wrap(reply.line());
                while (bytes.hasRemaining()) {
                    connection.write(bytes);
                }
                if (reply.afterwards() != null) {
                    reply.afterwards().run();
                    return;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection to {0} ended: {1}", path, e.getMessage());
        }
    }

    /** Null at the end of the stream. */
    private static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= ControlCodec.MAX_LINE_BYTES) {
                throw new IOException("a request longer than " + ControlCodec.MAX_LINE_BYTES + " bytes");
            }
            line.write(b);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Files.deleteIfExists(path);
    }
}
