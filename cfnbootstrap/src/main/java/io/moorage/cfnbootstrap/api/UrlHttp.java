package io.moorage.cfnbootstrap.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The JDK's small client: the large one would cost a short-lived program half its time. */
public final class UrlHttp implements Http {
    private static final int BOUND_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    /** Never by a proxy: it answers for this machine only. */
    private static final String METADATA_HOST = "169.254.169.254";

    private final Optional<SSLContext> tls;
    private final Map<String, URI> proxies;

    /** @param proxies by scheme */
    public UrlHttp(Optional<SSLContext> tls, Map<String, URI> proxies) {
        this.tls = tls;
        this.proxies = Map.copyOf(proxies);
    }

    @Override
    public Answer send(Request request) throws IOException {
        URLConnection opened = request.uri().toURL().openConnection(proxy(request.uri()));
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(request.uri() + " is no HTTP address");
        }
        if (connection instanceof HttpsURLConnection secure) {
            tls.ifPresent(context -> secure.setSSLSocketFactory(context.getSocketFactory()));
        }
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout(BOUND_MILLIS);
        connection.setReadTimeout(BOUND_MILLIS);
        request.headers().forEach(connection::setRequestProperty);
        if (request.body().length > 0 || request.method().equals("PUT")) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(request.body().length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(status, in == null ? new byte[0] : in.readAllBytes());
        } finally {
            connection.disconnect();
        }
    }

    private Proxy proxy(URI uri) {
        URI through = proxies.get(uri.getScheme());
        if (through == null || METADATA_HOST.equals(uri.getHost())) {
            return Proxy.NO_PROXY;
        }
        return new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(through.getHost(), through.getPort() < 0 ? 80 : through.getPort()));
    }
}
