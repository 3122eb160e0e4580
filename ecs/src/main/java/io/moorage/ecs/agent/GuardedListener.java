package io.moorage.ecs.agent;

import io.moorage.agentwire.CloseCodes;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/** Cuts off an agent that floods, before what it says is looked at: it is told once why, and is gone with its next frame. */
final class GuardedListener implements WebSocketListener {
    private static final Logger LOG = System.getLogger(GuardedListener.class.getName());

    private final WebSocketListener listener;
    private final InstantSource clock;
    private final FrameBudget budget;
    private boolean over;

    GuardedListener(WebSocketListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
        this.budget = new FrameBudget(clock.instant());
    }

    @Override
    public void onOpen(WebSocketConnection connection) {
        listener.onOpen(connection);
    }

    @Override
    public void onText(WebSocketConnection connection, String text) {
        if (over) {
            connection.abort();
        } else if (text.length() > FrameBudget.LARGEST_FRAME) {
            end(connection, CloseCodes.TOO_BIG, "A message of this size is none of an agent's.");
        } else if (!budget.admits(text.length(), clock.instant())) {
            end(connection, CloseCodes.POLICY_VIOLATION, "Too many messages.");
        } else {
            listener.onText(connection, text);
        }
    }

    private void end(WebSocketConnection connection, int code, String reason) {
        over = true;
        LOG.log(Level.WARNING, "an agent at {0} is cut off: {1}", connection.remoteAddress(), reason);
        connection.close(code, reason);
    }

    @Override
    public void onClose(int code, String reason) {
        listener.onClose(code, reason);
    }
}
