package io.moorage.ecs.exec;

import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import java.util.List;
import java.util.Map;

/**
 * Where the two sides of a session connect. Who asked needs {@code ecs:ExecuteCommand} of the task and the session's token; the
 * agent {@code ecs:Poll} of the instance that runs the task.
 */
public final class ExecEndpoint implements WebSocketRoute.Handler {
    private static final int BAD_REQUEST = 400;

    private final ExecSessions sessions;
    private final ExecSessions.Side side;

    public ExecEndpoint(ExecSessions sessions, ExecSessions.Side side) {
        this.sessions = sessions;
        this.side = side;
    }

    @Override
    public WebSocketRoute.Outcome upgrade(WebSocketRoute.Upgrade upgrade) {
        String id = upgrade.query().getOrDefault("sessionId", "");
        boolean admitted =
                switch (side) {
                    case CLIENT -> sessions.holds(id, upgrade.query().getOrDefault("token", ""));
                    case AGENT -> sessions.isOf(id, upgrade.query().getOrDefault("containerInstanceArn", ""));
                };
        return admitted
                ? new WebSocketRoute.Accept(new Listener(id))
                : new WebSocketRoute.Refuse(
                        BAD_REQUEST, errorBody("InvalidParameterException", "There is no such session."));
    }

    @Override
    public List<String> resources(WebSocketRoute.Upgrade upgrade) {
        return switch (side) {
            case CLIENT ->
                List.of(sessions.taskOf(upgrade.query().getOrDefault("sessionId", ""))
                        .orElse("*"));
            case AGENT -> List.of(upgrade.query().getOrDefault("containerInstanceArn", "*"));
        };
    }

    @Override
    public Map<String, List<String>> conditions(WebSocketRoute.Upgrade upgrade) {
        return side == ExecSessions.Side.CLIENT
                ? sessions.conditionsOf(upgrade.query().getOrDefault("sessionId", ""))
                : Map.of();
    }

    @Override
    public String errorBody(String code, String message) {
        return new UpgradeRefusal(code, message).body();
    }

    private final class Listener implements WebSocketListener {
        private final String sessionId;

        Listener(String sessionId) {
            this.sessionId = sessionId;
        }

        @Override
        public void onOpen(WebSocketConnection connection) {
            sessions.connected(sessionId, side, connection);
        }

        @Override
        public void onText(WebSocketConnection connection, String text) {
            sessions.said(sessionId, side, text);
        }

        @Override
        public void onClose(int code, String reason) {
            sessions.closed(sessionId, side, reason);
        }
    }
}
