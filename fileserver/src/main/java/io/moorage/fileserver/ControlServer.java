package io.moorage.fileserver;

import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineServer;
import io.moorage.controlwire.RequestHandler;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** Answers the control plane over a Unix socket. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlServer.class.getName());

    private final FileServer fileServer;
    private final Instant startedAt;
    private final LineServer lines;

    /**
     * Takes the socket over from a dead predecessor; the state directory's lock tells that it is dead.
     *
     * @param shutdown called when asked to end, after the answer was sent
     */
    ControlServer(Path path, FileServer fileServer, Instant startedAt, Runnable shutdown) throws IOException {
        this.fileServer = fileServer;
        this.startedAt = startedAt;
        this.lines = LineServer.start(
                path,
                "control",
                new RequestHandler<>(
                        new ControlCodec(),
                        Request.class,
                        this::answer,
                        Response.Failed::new,
                        Request.Shutdown.class::isInstance,
                        shutdown));
    }

    private Response answer(Request request) {
        try {
            return switch (request) {
                case Request.Declare declare -> fileServer.declare(declare.exports(), declare.terms());
                case Request.Fence fence -> new Response.Fenced(fileServer.fence(fence.order()));
                case Request.Guard guard -> {
                    fileServer.guard(guard.order());
                    yield new Response.Done();
                }
                case Request.GetUsage() -> fileServer.usage();
                case Request.ListClients() -> fileServer.clients();
                case Request.GetTraffic() -> fileServer.traffic();
                case Request.ListHeld(int most) -> fileServer.held(most);
                case Request.Errand errand ->
                    fileServer.browser(errand.fileSystemId()).run(errand);
                case Request.Visit visit -> fileServer.visit(visit);
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
            case Request.Errand errand -> Level.DEBUG;
            case Request.Visit visit -> Level.DEBUG;
            default -> Level.WARNING;
        };
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
