package io.moorage.loadbalancer;

import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineServer;
import io.moorage.controlwire.RequestHandler;
import io.moorage.loadbalancer.control.Request;
import io.moorage.loadbalancer.control.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;

/** Answers the control plane over a Unix socket. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlServer.class.getName());

    private final LoadBalancers balancers;
    private final Instant startedAt;
    private final LineServer lines;

    /**
     * Takes the socket over from a dead predecessor.
     *
     * @param shutdown called when asked to end, after the answer was sent
     */
    ControlServer(Path path, LoadBalancers balancers, Instant startedAt, Runnable shutdown) throws IOException {
        this.balancers = balancers;
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
                case Request.Declare declare -> balancers.declare(declare.balancers());
                case Request.GetStatus() -> new Response.Status(balancers.status());
                case Request.Ping() -> new Response.Pong(ProcessHandle.current().pid(), startedAt);
                case Request.Shutdown() -> new Response.Done();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Response.Failed("interrupted");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> request + " failed", e);
            return new Response.Failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
