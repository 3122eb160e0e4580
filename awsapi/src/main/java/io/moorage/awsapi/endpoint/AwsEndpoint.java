package io.moorage.awsapi.endpoint;

import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.awsapi.http.Site;
import io.moorage.awsapi.http.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The one place AWS's clients connect to: all services, their WebSockets and Moorage's own pages, over HTTP and HTTPS, on
 * as many listeners as are added.
 */
public final class AwsEndpoint implements AutoCloseable {
    /** Above the largest of the implemented requests, a policy document of 128 KiB in a form. */
    private static final long LARGEST_BODY = 1024 * 1024;

    private final WebServer server;

    /** @param tls the certificate, see {@link io.moorage.awsapi.tls.PrivateCa} */
    public AwsEndpoint(Dispatcher dispatcher, List<WebSocketRoute> webSockets, List<PlainRoute> pages, SSLContext tls) {
        this.server = new WebServer(
                new EndpointSite(dispatcher, List.copyOf(webSockets), List.copyOf(pages)), tls, LARGEST_BODY);
    }

    public void start() throws IOException {
        server.start();
    }

    /** Listens in this process's own network namespace; port 0 takes any free one. */
    public WebServer.Listener listen(InetSocketAddress address, boolean trusting) throws IOException {
        return listen(open(address), trusting);
    }

    /**
     * Serves what is accepted on a bound channel; one made inside a network namespace serves that namespace.
     *
     * @param trusting unknown access keys act as root; only for loopback
     */
    public WebServer.Listener listen(ServerSocketChannel channel, boolean trusting) throws IOException {
        return server.listen(channel, trusting);
    }

    /** A channel bound to {@code address}; to be called on a thread inside the namespace it shall serve. */
    public static ServerSocketChannel open(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return channel.bind(address, 1024);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** New connections are served with this certificate. */
    public void renewCertificate(SSLContext tls) throws IOException {
        server.renew(tls);
    }

    /** Ends all listeners and connections. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    private record EndpointSite(Dispatcher dispatcher, List<WebSocketRoute> webSockets, List<PlainRoute> pages)
            implements Site {
        @Override
        public HttpAnswer answer(HttpRequest request) {
            for (PlainRoute page : pages) {
                if (request.rawPath().startsWith(page.prefix())) {
                    return page.handler().apply(request);
                }
            }
            return dispatcher.dispatch(request);
        }

        @Override
        public HttpAnswer refuseTooLarge(HttpRequest head, long limit) {
            return dispatcher.refuseTooLarge(head, limit);
        }

        @Override
        public Optional<WebSocketRoute.Outcome> upgrade(HttpRequest head) {
            for (PlainRoute page : pages) {
                if (head.rawPath().startsWith(page.prefix())) {
                    return page.upgrades().apply(head);
                }
            }
            return webSockets.stream()
                    .filter(route -> route.path().equals(head.rawPath()))
                    .findFirst()
                    .map(route -> dispatcher.upgrade(route, head));
        }
    }
}
