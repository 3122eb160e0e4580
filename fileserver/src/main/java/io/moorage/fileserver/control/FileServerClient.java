package io.moorage.fileserver.control;

import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The control plane's end. Every call makes a connection of its own and ends within the timeout; an {@link IOException}
 * means that the server cannot be reached or does not answer, and it is not known whether it did what was asked.
 */
public final class FileServerClient {
    private final LineClient lines;
    private final ControlCodec codec = new ControlCodec();

    public FileServerClient(Path socket, Duration timeout) {
        this.lines = new LineClient(socket, timeout);
    }

    /** The server refused, or could not do it. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
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

    /** Returns once the order is in force, with the clients that it ended. */
    public List<Response.Fenced.CutOff> fence(FenceOrder order) throws IOException, RefusedException {
        Response answer = ask(new Request.Fence(order), Response.class);
        return switch (answer) {
            case Response.Fenced(List<Response.Fenced.CutOff> cutOff) -> cutOff;
            // An earlier version does not tell.
            case Response.Done() -> List.of();
            default -> throw new IOException("the file server answered %s to a fence".formatted(answer));
        };
    }

    /** Returns once the order is in force. */
    public void guard(GuardOrder order) throws IOException, RefusedException {
        Response.Done ignored = ask(new Request.Guard(order), Response.Done.class);
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

    /** Answered as the errand is. */
    public Response visit(Request.Visit visit) throws IOException, RefusedException {
        return ask(visit, Response.class);
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
        Response response = codec.parse(lines.ask(codec.line(request), request), Response.class);
        if (response instanceof Response.Failed(String message)) {
            throw new RefusedException(message);
        }
        if (!expected.isInstance(response)) {
            throw new IOException("the file server answered %s to %s".formatted(response, request));
        }
        return expected.cast(response);
    }
}
