package io.moorage.ec2.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moorage.posix.Namespaces;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One small HTTP service, listening on the same address in every VPC's namespace. A thread per request. */
public final class NamespaceHttp implements VpcListeners, AutoCloseable {
    private static final Logger LOG = System.getLogger(NamespaceHttp.class.getName());
    private static final int BACKLOG = 128;

    private final String what;
    private final String address;
    private final int port;
    private final Handler handler;
    private final Map<String, HttpServer> open = new ConcurrentHashMap<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    /** Answers a request that came in through {@code vpc}'s namespace. */
    public interface Handler {
        void handle(VpcNamespace vpc, HttpExchange exchange) throws IOException;
    }

    /** @param what it is, for the log */
    public NamespaceHttp(String what, String address, int port, Handler handler) {
        this.what = what;
        this.address = address;
        this.port = port;
        this.handler = handler;
        // Headers and body leave in two writes; with Nagle's algorithm each answer would wait for a delayed
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @Override
    public void ready(VpcNamespace vpc) {
        removed(vpc);
        try {
            HttpServer server =
                    Namespaces.in(vpc.netns(), () -> HttpServer.create(new InetSocketAddress(address, port), BACKLOG));
            server.createContext("/", exchange -> answer(vpc, exchange));
            server.setExecutor(requests);
            server.start();
            open.put(vpc.vpcId(), server);
        } catch (Exception e) {
            throw new NetworkException(
                    "%s cannot listen on %s:%d in %s: %s".formatted(what, address, port, vpc.vpcId(), e), e);
        }
    }

    @Override
    public void removed(VpcNamespace vpc) {
        HttpServer server = open.remove(vpc.vpcId());
        if (server != null) {
            server.stop(0);
        }
    }

    @Override
    public void close() {
        open.values().forEach(server -> server.stop(0));
        open.clear();
        requests.shutdownNow();
    }

    /** Sends a whole answer; {@code head} keeps the body back but tells its length. */
    public static void reply(HttpExchange exchange, int status, byte[] body, boolean head) throws IOException {
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void answer(VpcNamespace vpc, HttpExchange exchange) {
        try (exchange) {
            try {
                handler.handle(vpc, exchange);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, what + " " + exchange.getRequestURI() + " failed", e);
                if (exchange.getResponseCode() < 0) {
                    reply(exchange, 500, new byte[0], false);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, what + ": the caller went away", e);
        }
    }
}
