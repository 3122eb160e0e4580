package io.moorage.awsapi.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * HTTP/1.1 and WebSockets, in clear and over TLS on the same ports: the first byte of a connection tells which.
 *
 * <p>Listeners come and go while the server runs. Each is given as a bound channel, so that whoever opens it chooses the
 * network namespace.
 */
public final class WebServer implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration WEBSOCKET_IDLE = Duration.ofMinutes(5);
    private static final int LARGEST_HEAD = 32 * 1024;
    private static final long LARGEST_MESSAGE = 8L * 1024 * 1024;

    private final Server server;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private final CopyOnWriteArrayList<ServerConnector> listeners = new CopyOnWriteArrayList<>();

    /** @param largestBody in bytes; larger ones are refused */
    public WebServer(Site site, SSLContext tlsContext, long largestBody) {
        RequestThreads threads = new RequestThreads();
        this.server = new Server(threads.pool());
        server.setStopTimeout(0);
        server.setErrorHandler(new PlainErrors());
        tls.setSslContext(tlsContext);
        ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(WEBSOCKET_IDLE);
        sockets.setMaxTextMessageSize(LARGEST_MESSAGE);
        server.setHandler(new SiteHandler(site, sockets, threads, largestBody));
    }

    public void start() throws IOException {
        started("the web server", server::start);
    }

    /**
     * Serves connections accepted on {@code channel}, which is owned by the server from here on.
     *
     * @param trusting unknown access keys act as root
     */
    public Listener listen(ServerSocketChannel channel, boolean trusting) throws IOException {
        var http = new HttpConnectionFactory(configuration());
        var detector = new DetectorConnectionFactory(new SslConnectionFactory(tls, http.getProtocol()));
        ServerConnector connector = new ServerConnector(server, 0, 1, detector, http);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setName(SiteHandler.listenerName(trusting));
        if (channel.getLocalAddress() instanceof InetSocketAddress address) {
            // Only shown: the channel is bound already.
            connector.setHost(address.getHostString());
            connector.setPort(address.getPort());
        }
        connector.open(channel);
        started("a listener on " + channel.getLocalAddress(), () -> {
            server.addConnector(connector);
            connector.start();
        });
        listeners.add(connector);
        return new Listener(connector, connector.getLocalPort());
    }

    /** New connections are served with this certificate. */
    public void renew(SSLContext tlsContext) throws IOException {
        started("the renewed certificate", () -> tls.reload(factory -> factory.setSslContext(tlsContext)));
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LARGEST_HEAD);
        configuration.setSendServerVersion(false);
        // Signatures cover headers as they were sent; a cached look-alike in another case would not verify.
        configuration.setHeaderCacheCaseSensitive(true);
        // ARNs in paths hold encoded slashes, which no canonical path would survive: the raw one is what is used.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    @Override
    public void close() throws IOException {
        started("the end of the web server", server::stop);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void started(String what, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(what + ": " + e.getMessage(), e);
        }
    }

    /** A port being served. */
    public final class Listener implements AutoCloseable {
        private final ServerConnector connector;
        private final int port;

        private Listener(ServerConnector connector, int port) {
            this.connector = connector;
            this.port = port;
        }

        public int port() {
            return port;
        }

        /** Stops serving this port and ends its connections. */
        @Override
        public void close() throws IOException {
            if (listeners.remove(connector)) {
                started("the end of a listener", () -> {
                    connector.stop();
                    server.removeConnector(connector);
                });
            }
        }
    }
}
