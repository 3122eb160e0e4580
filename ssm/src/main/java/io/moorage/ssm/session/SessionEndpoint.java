package io.moorage.ssm.session;

import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where whoever opened a session connects: with {@code ssm:StartSession} of the instance, and the session's token. */
public final class SessionEndpoint implements WebSocketRoute.Handler {
    private static final int BAD_REQUEST = 400;

    private final Sessions sessions;
    private final String region;
    private final String accountId;

    private SessionEndpoint(Sessions sessions, String region, String accountId) {
        this.sessions = sessions;
        this.region = region;
        this.accountId = accountId;
    }

    public static WebSocketRoute route(Sessions sessions, String region, String accountId) {
        return new WebSocketRoute(
                Sessions.PATH, "ssm", "StartSession", new SessionEndpoint(sessions, region, accountId));
    }

    @Override
    public WebSocketRoute.Outcome upgrade(WebSocketRoute.Upgrade upgrade) {
        String id = id(upgrade);
        return sessions.holds(id, upgrade.query().getOrDefault("token", ""))
                ? new WebSocketRoute.Accept(new Listener(id))
                : new WebSocketRoute.Refuse(
                        BAD_REQUEST, errorBody("DoesNotExistException", "There is no such session."));
    }

    @Override
    public List<String> resources(WebSocketRoute.Upgrade upgrade) {
        return List.of(sessions.instanceOf(id(upgrade))
                .map(instance -> "arn:aws:ec2:" + region + ":" + accountId + ":instance/" + instance)
                .orElse("*"));
    }

    private static String id(WebSocketRoute.Upgrade upgrade) {
        return upgrade.query().getOrDefault("sessionId", "");
    }

    @Override
    public String errorBody(String code, String message) {
        return new UpgradeRefusal(code, message).body();
    }

    private final class Listener implements WebSocketListener {
        private final String id;
        private @Nullable WebSocketConnection mine;

        Listener(String id) {
            this.id = id;
        }

        @Override
        public void onOpen(WebSocketConnection connection) {
            mine = connection;
            sessions.connected(id, connection);
        }

        @Override
        public void onText(WebSocketConnection connection, String text) {
            sessions.said(id, connection, text);
        }

        @Override
        public void onClose(int code, String reason) {
            sessions.closed(id, mine);
        }
    }
}
