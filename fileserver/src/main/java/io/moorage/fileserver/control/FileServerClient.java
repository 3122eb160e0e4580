package io.moorage.fileserver.control;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The control plane's end. Every call makes a connection of its own and ends within the timeout; an {@link IOException}
 * means that the server cannot be reached or does not answer, and it is not known whether it did what was asked.
 */
public final class FileServerClient {
    private final UnixDomainSocketAddress address;
    private final Duration timeout;
    private final ControlCodec codec = new ControlCodec();

    public FileServerClient(Path socket, Duration timeout) {
        this.address = UnixDomainSocketAddress.of(socket);
        this.timeout = timeout;
    }

    /** The server refused, or could not do it. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** File systems that are served as they are, to everyone. */
    public Response.Declared declare(List<Export> exports) throws IOException, RefusedException {
        return declare(exports, List.of());
    }

    public Response.Declared declare(List<Export> exports, List<FileSystemTerms> terms)
            throws IOException, RefusedException {
        return ask(new Request.Declare(exports, terms), Response.Declared.class);
    }

    /** Returns once the order is in force. */
    public void fence(FenceOrder order) throws IOException, RefusedException {
        Response.Done ignored = ask(new Request.Fence(order), Response.Done.class);
    }

    public Response.Usage usage() throws IOException, RefusedException {
        return ask(new Request.GetUsage(), Response.Usage.class);
    }

    public List<Response.Clients.Client> clients() throws IOException, RefusedException {
        return ask(new Request.ListClients(), Response.Clients.class).clients();
    }

    public Response.Traffic traffic() throws IOException, RefusedException {
        return ask(new Request.GetTraffic(), Response.Traffic.class);
    }

    public List<Response.Held.HeldFile> held(int most) throws IOException, RefusedException {
        return ask(new Request.ListHeld(most), Response.Held.class).files();
    }

    public ObjectListing look(String fileSystemId, String path) throws IOException, RefusedException {
        return ask(new Request.Look(fileSystemId, path), Response.Found.class).object();
    }

    public Response.Directory list(String fileSystemId, String path, long cookie) throws IOException, RefusedException {
        return ask(new Request.ListDirectory(fileSystemId, path, cookie), Response.Directory.class);
    }

    public Response.Data read(String fileSystemId, String path, long offset, int count)
            throws IOException, RefusedException {
        return ask(new Request.Read(fileSystemId, path, offset, count), Response.Data.class);
    }

    public void put(Request.Put part) throws IOException, RefusedException {
        Response.Done ignored = ask(part, Response.Done.class);
    }

    public void makeDirectory(String fileSystemId, String path, int mode) throws IOException, RefusedException {
        Response.Done ignored = ask(new Request.MakeDirectory(fileSystemId, path, mode), Response.Done.class);
    }

    public Response.Copy snapshot(Request.Snapshot wanted) throws IOException, RefusedException {
        return ask(wanted, Response.Copy.class);
    }

    public Response.Copy restore(Request.Restore wanted) throws IOException, RefusedException {
        return ask(wanted, Response.Copy.class);
    }

    public Response.Copy replicate(Request.Replicate wanted) throws IOException, RefusedException {
        return ask(wanted, Response.Copy.class);
    }

    public Response.Copy endReplication(Request.EndReplication wanted) throws IOException, RefusedException {
        return ask(wanted, Response.Copy.class);
    }

    public Response.Pong ping() throws IOException, RefusedException {
        return ask(new Request.Ping(), Response.Pong.class);
    }

    public void shutdown() throws IOException, RefusedException {
        Response.Done ignored = ask(new Request.Shutdown(), Response.Done.class);
    }

    private <T extends Response> T ask(Request request, Class<T> expected) throws IOException, RefusedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String line;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(address);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(codec.line(request));
            while (out.hasRemaining()) {
                await(selector, deadline, request);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            line = readLine(channel, selector, deadline, request);
        }
        Response response = codec.parse(line, Response.class);
        if (response instanceof Response.Failed(String message)) {
            throw new RefusedException(message);
        }
        if (!expected.isInstance(response)) {
            throw new IOException("the file server answered %s to %s".formatted(response, request));
        }
        return expected.cast(response);
    }

    private String readLine(SocketChannel channel, Selector selector, long deadline, Request request)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (line.size() <= ControlCodec.MAX_LINE_BYTES) {
            await(selector, deadline, request);
            if (channel.read(buffer.clear()) < 0) {
                throw new IOException("the file server ended the connection before it answered " + request);
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
        throw new IOException("the file server's answer to %s is too long".formatted(request));
    }

    private void await(Selector selector, long deadline, Request request) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        selector.selectedKeys().clear();
        if (left <= 0 || selector.select(left) == 0) {
            throw new SocketTimeoutException("no answer within %s to %s".formatted(timeout, request));
        }
    }
}
