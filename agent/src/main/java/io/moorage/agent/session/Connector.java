package io.moorage.agent.session;

import io.moorage.agent.api.CredentialSource;
import io.moorage.agent.api.JsonApi;
import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.base.sigv4.Uri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens signed websockets (agent protocol: GET, the query sorted, empty payload, host and date signed). */
public final class Connector {
    private static final Duration DIAL_BOUND = Duration.ofSeconds(2);

    private final HttpClient http;
    private final SigV4Signer signer;
    private final CredentialSource credentials;
    private final InstantSource clock;

    public Connector(HttpClient http, String region, CredentialSource credentials, InstantSource clock) {
        this.http = http;
        this.signer = new SigV4Signer(region, "ecs");
        this.credentials = credentials;
        this.clock = clock;
    }

    /** An open websocket. */
    public interface Connection {
        /** Returns at once. Ends the connection when far more waits than a control plane that reads leaves. */
        void send(String frame);

        /** For a frame that may be one of very many: returns when the connection has room for it, or is gone. */
        void sendWhenRoom(String frame);

        /** Completes when the connection is gone, however it went. */
        CompletableFuture<String> closed();

        void abort();

        /** Headers of a signature over this connection's path and query with {@code json} as payload (TCS frames). */
        Map<String, String> frameSignature(String json) throws IOException;
    }

    /** The upgrade was answered by something other than 101. */
    public static final class UpgradeRefused extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean inactive;

        UpgradeRefused(int status, String body) {
            super(UpgradeRefusal.parse(body)
                    .map(refusal -> "status " + status + " " + refusal.type() + ": " + refusal.message())
                    .orElse("status " + status));
            this.inactive =
                    UpgradeRefusal.parse(body).filter(UpgradeRefusal::inactive).isPresent();
        }

        /** The container instance is not registered any more. */
        public boolean inactive() {
            return inactive;
        }
    }

    /** Dials {@code endpoint/ws?query}; frames go to {@code onFrame} one at a time. */
    public Connection open(URI endpoint, Map<String, String> query, Consumer<String> onFrame) throws IOException {
        String raw = query.entrySet().stream()
                .map(entry -> Uri.encode(entry.getKey()) + "=" + Uri.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        String base = endpoint.toString().replaceFirst("^http", "ws").replaceFirst("/$", "");
        URI target = URI.create(base + "/ws?" + raw);
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(DIAL_BOUND);
        sign(target, "").forEach(builder::header);
        Listener listener = new Listener(onFrame);
        try {
            WebSocket socket =
                    builder.buildAsync(target, listener).get(DIAL_BOUND.toMillis() * 2, TimeUnit.MILLISECONDS);
            return new Open(socket, listener, target);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new UpgradeRefused(
                        refused.getResponse().statusCode(),
                        String.valueOf(refused.getResponse().body()));
            }
            throw new IOException("cannot connect to " + endpoint + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer from " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Map<String, String> sign(URI target, String payload) throws IOException {
        SigningCredentials keys = credentials.current();
        return signer.sign(
                keys,
                "GET",
                target.getRawPath(),
                target.getRawQuery(),
                Map.of("Host", JsonApi.hostHeader(target)),
                payload.getBytes(StandardCharsets.UTF_8),
                clock.instant());
    }

    private final class Open implements Connection {
        private final WebSocket socket;
        private final Listener listener;
        private final URI target;
        private final SendQueue queue;

        Open(WebSocket socket, Listener listener, URI target) {
            this.socket = socket;
            this.listener = listener;
            this.target = target;
            this.queue = new SendQueue(frame -> socket.sendText(frame, true), this::abort);
            CompletableFuture<Void> ignored = listener.closed.thenAccept(_ -> queue.end());
        }

        @Override
        public void send(String frame) {
            queue.send(frame);
        }

        @Override
        public void sendWhenRoom(String frame) {
            try {
                queue.sendWhenRoom(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public CompletableFuture<String> closed() {
            return listener.closed;
        }

        @Override
        public void abort() {
            socket.abort();
            listener.closed.complete("aborted");
        }

        @Override
        public Map<String, String> frameSignature(String json) throws IOException {
            return sign(target, json);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final Consumer<String> onFrame;
        private final StringBuilder partial = new StringBuilder();
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        Listener(Consumer<String> onFrame) {
            this.onFrame = onFrame;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                onFrame.accept(frame);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete("closed with " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(String.valueOf(error));
        }
    }
}
