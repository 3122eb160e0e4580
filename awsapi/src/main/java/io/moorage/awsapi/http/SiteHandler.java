package io.moorage.awsapi.http;

import io.moorage.awsapi.WebSocketRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Between Jetty's requests and the site's. */
final class SiteHandler extends Handler.Abstract {
    private static final String TRUSTING = "trusting";

    /** Of a body that is too large, so much is read and thrown away: a client that is still sending would meet a reset before the answer. */
    private static final long READ_ON_BYTES = 16 << 20;

    private final Site site;
    private final ServerWebSocketContainer sockets;
    private final long largestBody;

    SiteHandler(Site site, ServerWebSocketContainer sockets, long largestBody) {
        this.site = site;
        this.sockets = sockets;
        this.largestBody = largestBody;
    }

    static String listenerName(boolean trusting) {
        return trusting ? TRUSTING : "strict";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        HttpRequest head = request(request, new byte[0]);
        if (request.getLength() > largestBody) {
            tooLarge(head, request, response, callback);
            return true;
        }
        if ("websocket".equalsIgnoreCase(head.header("upgrade"))) {
            Optional<WebSocketRoute.Outcome> outcome = site.upgrade(head);
            if (outcome.isPresent()) {
                upgrade(outcome.get(), request, response, callback);
                return true;
            }
        }
        byte[] body;
        try (InputStream content = Content.Source.asInputStream(request)) {
            body = content.readNBytes((int) largestBody + 1);
        }
        if (body.length > largestBody) {
            tooLarge(head, request, response, callback);
        } else {
            write(site.answer(request(request, body)), response, callback);
        }
        return true;
    }

    /** A body without end is not read to its end, so the connection cannot be used again. */
    private void tooLarge(HttpRequest head, Request request, Response response, Callback callback) throws IOException {
        if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
            try (InputStream content = Content.Source.asInputStream(request)) {
                long ignored = content.skip(READ_ON_BYTES);
            }
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(site.refuseTooLarge(head, largestBody), response, callback);
    }

    private void upgrade(WebSocketRoute.Outcome outcome, Request request, Response response, Callback callback) {
        switch (outcome) {
            case WebSocketRoute.Refuse refuse ->
                write(HttpAnswer.of(refuse.httpStatus(), "application/json", refuse.jsonBody()), response, callback);
            case WebSocketRoute.Accept accept -> {
                var socket = new JettyWebSocket(accept.listener(), Request.getRemoteAddr(request));
                if (!sockets.upgrade((ask, answer, done) -> socket, request, response, callback)) {
                    write(HttpAnswer.of(400, "text/plain", "not a WebSocket handshake\n"), response, callback);
                }
            }
        }
    }

    private static HttpRequest request(Request request, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.computeIfAbsent(field.getLowerCaseName(), ignored -> new ArrayList<>(1))
                    .add(value);
        }
        String query = request.getHttpURI().getQuery();
        return new HttpRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                headers,
                body,
                Request.getRemoteAddr(request),
                request.getConnectionMetaData().isSecure(),
                TRUSTING.equals(request.getConnectionMetaData().getConnector().getName()));
    }

    private static void write(HttpAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.stream().isPresent()) {
            stream(answer.stream().get(), response, callback);
            return;
        }
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        if (!bodiless) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.write(true, bodiless ? null : ByteBuffer.wrap(answer.body()), callback);
    }

    /** A peer that went away is no fault here. */
    private static void stream(HttpAnswer.Stream stream, Response response, Callback callback) {
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            stream.writeTo(out);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }
}
