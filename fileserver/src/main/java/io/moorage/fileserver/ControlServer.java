package io.moorage.fileserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.moorage.fileserver.control.ControlCodec;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
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
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers the control plane over a Unix socket that only the server's own user may connect to; a thread per connection. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlServer.class.getName());

    private final ServerSocketChannel socket;
    private final Path path;
    private final FileServer fileServer;
    private final Instant startedAt;
    private final Runnable shutdown;
    private final ControlCodec codec = new ControlCodec();

    private ControlServer(
            ServerSocketChannel socket, Path path, FileServer fileServer, Instant startedAt, Runnable shutdown) {
        this.socket = socket;
        this.path = path;
        this.fileServer = fileServer;
        this.startedAt = startedAt;
        this.shutdown = shutdown;
    }

    /**
     * Takes the socket over from a dead predecessor; the state directory's lock tells that it is dead.
     *
     * @param shutdown called when asked to end, after the answer was sent
     */
    static ControlServer start(Path path, FileServer fileServer, Instant startedAt, Runnable shutdown)
            throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        ControlServer server = new ControlServer(socket, path, fileServer, startedAt, shutdown);
        Thread.ofPlatform().daemon().name("control-accept").start(server::accept);
        return server;
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel connection = socket.accept();
                Thread.ofPlatform().daemon().name("control").start(() -> serve(connection));
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
            String line = readLine(in);
            while (line != null) {
                Request request = send(connection, line);
                if (request instanceof Request.Shutdown) {
                    shutdown.run();
                    return;
                }
                line = readLine(in);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a control connection ended: {0}", e.getMessage());
        }
    }

    /** Answers one line; returns the request it was, if it was one. */
    private @Nullable Request send(SocketChannel connection, String line) throws IOException {
        Request request = null;
        Response response;
        try {
            request = codec.parse(line, Request.class);
            response = answer(request);
        } catch (JsonProcessingException e) {
            response = new Response.Failed("no request: " + e.getOriginalMessage());
        }
        ByteBuffer bytes = ByteBuffer.wrap(codec.line(response));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
        return request;
    }

    private Response answer(Request request) {
        try {
            return switch (request) {
                case Request.Declare declare -> fileServer.declare(declare.exports(), declare.terms());
                case Request.Fence fence -> {
                    fileServer.fence(fence.order());
                    yield new Response.Done();
                }
                case Request.GetUsage() -> fileServer.usage();
                case Request.ListClients() -> fileServer.clients();
                case Request.GetTraffic() -> fileServer.traffic();
                case Request.ListHeld(int most) -> fileServer.held(most);
                case Request.Look(String id, String path) ->
                    fileServer.browser(id).look(path);
                case Request.ListDirectory(String id, String path, long cookie) ->
                    fileServer.browser(id).list(path, cookie);
                case Request.Read(String id, String path, long offset, int count) ->
                    fileServer.browser(id).read(path, offset, count);
                case Request.Put put -> fileServer.browser(put.fileSystemId()).put(put);
                case Request.MakeDirectory(String id, String path, int mode) ->
                    fileServer.browser(id).makeDirectory(path, mode);
                case Request.Snapshot snapshot -> fileServer.snapshot(snapshot);
                case Request.Restore restore -> fileServer.restore(restore);
                case Request.Replicate replicate -> fileServer.replicate(replicate);
                case Request.EndReplication end -> fileServer.endReplication(end);
                case Request.Ping() -> new Response.Pong(ProcessHandle.current().pid(), startedAt);
                case Request.Shutdown() -> new Response.Done();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Response.Failed("interrupted");
        } catch (IOException | TimeoutException | RuntimeException e) {
            LOG.log(failure(request), "{0} failed: {1}", request, e);
            return new Response.Failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What people look for and is not there is no failure of the server. */
    private static Level failure(Request request) {
        return switch (request) {
            case Request.Look look -> Level.DEBUG;
            case Request.ListDirectory list -> Level.DEBUG;
            case Request.Read read -> Level.DEBUG;
            case Request.Put put -> Level.DEBUG;
            case Request.MakeDirectory make -> Level.DEBUG;
            default -> Level.WARNING;
        };
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
