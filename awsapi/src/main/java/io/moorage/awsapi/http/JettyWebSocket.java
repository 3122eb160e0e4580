package io.moorage.awsapi.http;

import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: Jetty's events to the listener's, and the connection the listener holds. Public because Jetty reaches
 * its methods through handles that ask for it.
 */
public final class JettyWebSocket implements Session.Listener.AutoDemanding, WebSocketConnection {
    private static final Logger LOG = System.getLogger(JettyWebSocket.class.getName());
    private static final long SEND_SECONDS = 30;

    private final WebSocketListener listener;
    private final String remoteAddress;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Session session;

    JettyWebSocket(WebSocketListener listener, String remoteAddress) {
        this.listener = listener;
        this.remoteAddress = remoteAddress;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        listener.onOpen(this);
    }

    @Override
    public void onWebSocketText(String message) {
        listener.onText(this, message);
    }

    /** A peer that vanishes is no fault here: the close that follows, with 1006, tells the listener. */
    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.log(Level.DEBUG, "a WebSocket from " + remoteAddress + " failed", cause);
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason) {
        if (closed.compareAndSet(false, true)) {
            listener.onClose(code, Objects.requireNonNullElse(reason, ""));
        }
    }

    @Override
    public void send(String text) throws IOException {
        Session open = session;
        if (open == null || !open.isOpen()) {
            throw new IOException("the WebSocket is closed");
        }
        var sent = new Callback.Completable();
        open.sendText(text, sent);
        try {
            sent.get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the message was not sent", e.getCause());
        } catch (TimeoutException e) {
            open.disconnect();
            throw new IOException("the peer read nothing for " + SEND_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending", e);
        }
    }

    @Override
    public void send(String text, Sent sent) {
        Session open = session;
        if (open == null || !open.isOpen()) {
            sent.ended(new IOException("the WebSocket is closed"));
        } else {
            open.sendText(text, Callback.from(() -> sent.ended(null), sent::ended));
        }
    }

    @Override
    public void close(int code, String reason) {
        Session open = session;
        if (open != null && open.isOpen()) {
            open.close(StatusCode.isTransmittable(code) ? code : StatusCode.SERVER_ERROR, reason, Callback.NOOP);
        }
    }

    @Override
    public void abort() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    @Override
    public boolean isOpen() {
        Session open = session;
        return open != null && open.isOpen();
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }
}
