package io.moorage.ssm.session;

import io.moorage.agentwire.exec.CommandHost;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.base.Execution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of StartSession. Whoever opened one connects to it, with its token, and then the command runs; it ends with the
 * connection. A session that nobody connects to is forgotten. Safe for use by many threads.
 */
public final class Sessions {
    /** Where whoever asked connects. */
    public static final String PATH = "/session/ws";

    private static final Duration OPEN_FOR = Duration.ofMinutes(1);
    private static final int NORMAL = 1000;
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 9;

    private final Shells shells;
    private final RandomGenerator random;
    private final String url;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * @param random a cryptographically strong one
     * @param url {@code http(s)://host/path} where whoever asked connects
     */
    public Sessions(Shells shells, RandomGenerator random, String url) {
        this.shells = shells;
        this.random = random;
        this.url = url;
    }

    /** What whoever asked connects with. */
    public record Opened(String id, String streamUrl, String token) {}

    /** Whether an instance runs, so that a session with it can be opened. */
    public boolean reaches(String instanceId) {
        return shells.reaches(instanceId);
    }

    /** @param user whose session it is; its name begins with that */
    public Opened open(String user, String instanceId, List<String> command, Instant now) {
        sessions.values()
                .removeIf(each -> each.unused() && each.opened.plus(OPEN_FOR).isBefore(now));
        String id = user + "-" + drawn(ID_BYTES).substring(1);
        String token = drawn(TOKEN_BYTES);
        sessions.put(id, new Session(instanceId, command, token, now));
        return new Opened(id, url + "?sessionId=" + id, token);
    }

    private String drawn(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** Ends it, and the command with it; false when there is none. */
    public boolean terminate(String id) {
        Session session = sessions.remove(id);
        if (session == null) {
            return false;
        }
        session.end("The session was terminated");
        return true;
    }

    Optional<String> instanceOf(String id) {
        return Optional.ofNullable(sessions.get(id)).map(each -> each.instanceId);
    }

    boolean holds(String id, String token) {
        Session session = sessions.get(id);
        return session != null
                && MessageDigest.isEqual(
                        session.token.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    void connected(String id, WebSocketConnection connection) {
        Session session = sessions.get(id);
        if (session == null || !session.take(connection)) {
            connection.close(NORMAL, "The session is over or taken");
        }
    }

    void said(String id, WebSocketConnection connection, String text) {
        Session session = sessions.get(id);
        if (session != null && session.isOf(connection)) {
            session.host.received(text);
        }
    }

    /** @param connection that went; null when it never was open */
    void closed(String id, @Nullable WebSocketConnection connection) {
        Session session = sessions.get(id);
        if (session != null && connection != null && session.isOf(connection)) {
            sessions.remove(id);
            session.host.release();
        }
    }

    private final class Session implements CommandHost.Channel {
        private final String instanceId;
        private final String token;
        private final Instant opened;
        private final CommandHost host;
        private volatile @Nullable WebSocketConnection client;

        Session(String instanceId, List<String> command, String token, Instant at) {
            this.instanceId = instanceId;
            this.token = token;
            this.opened = at;
            this.host = new CommandHost((terminal, output) -> run(command, output), this);
        }

        private Execution run(List<String> command, Execution.Output output) throws CommandHost.CannotRun {
            try {
                return shells.run(instanceId, command, output);
            } catch (Shells.CannotRun e) {
                throw new CommandHost.CannotRun(String.valueOf(e.getMessage()));
            }
        }

        boolean unused() {
            return client == null;
        }

        boolean isOf(WebSocketConnection connection) {
            return connection.equals(client);
        }

        /** False when somebody came before. */
        boolean take(WebSocketConnection connection) {
            synchronized (this) {
                if (client != null) {
                    return false;
                }
                client = connection;
            }
            host.begin();
            return true;
        }

        @Override
        public void say(String frame) {
            WebSocketConnection to = client;
            try {
                if (to != null) {
                    to.send(frame);
                }
            } catch (IOException e) {
                to.close(NORMAL, "Nobody reads");
            }
        }

        /** A send waits for the operating system, and that for the peer to read. */
        @Override
        public void sayWhenRoom(String frame) {
            say(frame);
        }

        /** Whoever asked closes the connection when they have read why. */
        @Override
        public void over() {}

        void end(String reason) {
            host.release();
            WebSocketConnection to = client;
            if (to != null) {
                to.close(NORMAL, reason);
            }
        }
    }
}
