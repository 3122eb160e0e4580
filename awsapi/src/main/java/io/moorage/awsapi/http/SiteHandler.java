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
    private final RequestThreads threads;
    private final long largestBody;

    SiteHandler(Site site, ServerWebSocketContainer sockets, RequestThreads threads, long largestBody) {
        this.site = site;
        this.sockets = sockets;
        this.threads = threads;
        this.largestBody = largestBody;
    }

    static String listenerName(boolean trusting) {
        return trusting ? TRUSTING : "strict";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
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
        var outcome = new RequestBody.Outcome(
                body -> answer(request, body, response, callback),
                () -> tooLarge(head, request, response, callback),
                callback::failed);
        new RequestBody(request, largestBody, outcome).gather();
        return true;
    }

    private void answer(Request request, byte[] body, Response response, Callback callback) {
        threads.answer(() -> orFail(callback, () -> write(site.answer(request(request, body)), response, callback)));
    }

    /** A body without end is not read to its end, so the connection cannot be used again. */
    private void tooLarge(HttpRequest head, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        threads.elsewhere(() -> orFail(callback, () -> {
            if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
                try (InputStream content = Content.Source.asInputStream(request)) {
                    long ignored = content.skip(READ_ON_BYTES);
                }
            }
            write(site.refuseTooLarge(head, largestBody), response, callback);
        }));
    }

    private interface Answering {
        void run() throws IOException;
    }

    private static void orFail(Callback callback, Answering work) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error e) {
            callback.failed(e);
        }
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

    private void write(HttpAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.stream().isPresent()) {
            HttpAnswer.Stream stream = answer.stream().get();
            threads.elsewhere(() -> stream(stream, response, callback));
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
