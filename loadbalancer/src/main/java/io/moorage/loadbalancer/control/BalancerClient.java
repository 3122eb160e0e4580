package io.moorage.loadbalancer.control;

import io.moorage.controlwire.ControlCodec;
import io.moorage.controlwire.LineClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The control plane's end. Every call makes a connection of its own and ends within the timeout; an {@link IOException}
 * means that the process cannot be reached, does not answer or refuses, and it is not known whether it did what was asked.
 */
public final class BalancerClient {
    private final LineClient lines;
    private final ControlCodec codec = new ControlCodec();

    public BalancerClient(Path socket, Duration timeout) {
        this.lines = new LineClient(socket, timeout);
    }

    /** What is not so yet, by load balancer. */
    public Map<String, String> declare(List<BalancerTerms> balancers) throws IOException {
        return ask(new Request.Declare(balancers), Response.Declared.class).failing();
    }

    /** By load balancer. */
    public Map<String, Response.BalancerStatus> status() throws IOException {
        return ask(new Request.GetStatus(), Response.Status.class).balancers();
    }

    public Response.Pong ping() throws IOException {
        return ask(new Request.Ping(), Response.Pong.class);
    }

    public void shutdown() throws IOException {
        Response.Done ignored = ask(new Request.Shutdown(), Response.Done.class);
    }

    private <T extends Response> T ask(Request request, Class<T> expected) throws IOException {
        Response response = codec.parse(lines.ask(codec.line(request), request), Response.class);
        if (response instanceof Response.Failed(String message)) {
            throw new IOException("the load balancers: " + message);
        }
        if (!expected.isInstance(response)) {
            throw new IOException("the load balancers answered %s to %s".formatted(response, request));
        }
        return expected.cast(response);
    }
}
