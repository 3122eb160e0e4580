package io.moorage.ssm.session;

import io.moorage.agentwire.exec.CommandHost;
import io.moorage.awsapi.SocketSessions;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.base.Execution;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of StartSession. Whoever opened one connects to it, with its token, and then the command runs; it ends with the
 * connection. A session that nobody connects to is forgotten. Safe for use by many threads.
 */
public final class Sessions {
    /** Where whoever asked connects. */
    public static final String PATH = "/session/ws";

    private static final int NORMAL = 1000;
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 9;

    private final Shells shells;
    private final RandomGenerator random;
    private final SocketSessions<Session> sessions;

    /**
     * @param random a cryptographically strong one
     * @param url {@code http(s)://host/path} where whoever asked connects
     */
    public Sessions(Shells shells, RandomGenerator random, String url) {
        this.shells = shells;
        this.random = random;
        this.sessions = new SocketSessions<>(url, Session::isTaken);
    }

    /** Whether an instance runs, so that a session with it can be opened. */
    public boolean reaches(String instanceId) {
        return shells.reaches(instanceId);
    }

    /** @param user whose session it is; its name begins with that */
    public SocketSessions.Opened open(String user, String instanceId, List<String> command, Instant now) {
        String id = user + "-" + drawn(ID_BYTES).substring(1);
        return sessions.open(id, drawn(TOKEN_BYTES), new Session(instanceId, command), now);
    }

    private String drawn(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** Ends it, and the command with it; false when there is none. */
    public boolean terminate(String id) {
        Optional<Session> session = sessions.remove(id);
        session.ifPresent(each -> each.end("The session was terminated"));
        return session.isPresent();
    }

    Optional<String> instanceOf(String id) {
        return sessions.find(id).map(each -> each.instanceId);
    }

    boolean holds(String id, String token) {
        return sessions.holds(id, token);
    }

    void connected(String id, WebSocketConnection connection) {
        if (sessions.find(id).filter(each -> each.take(connection)).isEmpty()) {
            connection.close(NORMAL, "The session is over or taken");
        }
    }

    void said(String id, WebSocketConnection connection, String text) {
        sessions.find(id).filter(each -> each.isOf(connection)).ifPresent(each -> each.host.received(text));
    }

    /** @param connection that went; null when it never was open */
    void closed(String id, @Nullable WebSocketConnection connection) {
        sessions.find(id)
                .filter(each -> connection != null && each.isOf(connection))
                .flatMap(each -> sessions.remove(id))
                .ifPresent(each -> each.host.release());
    }

    private final class Session implements CommandHost.Channel {
        private final String instanceId;
        private final CommandHost host;
        private volatile @Nullable WebSocketConnection client;

        Session(String instanceId, List<String> command) {
            this.instanceId = instanceId;
            this.host = new CommandHost((terminal, output) -> run(command, output), this);
        }

        private Execution run(List<String> command, Execution.Output output) throws CommandHost.CannotRun {
            try {
                return shells.run(instanceId, command, output);
            } catch (Shells.CannotRun e) {
                throw new CommandHost.CannotRun(String.valueOf(e.getMessage()));
            }
        }

        boolean isTaken() {
            return client != null;
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
