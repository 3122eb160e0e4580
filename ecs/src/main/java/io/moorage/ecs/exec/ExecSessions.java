package io.moorage.ecs.exec;

import io.moorage.awsapi.WebSocketConnection;
import io.moorage.ecs.EcsIds;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.model.ecs.EcsArns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of ExecuteCommand. Two sides connect to each, who asked and the agent, and what one says is handed to the other as it
 * is. A session is forgotten with its first side that goes, or when nobody came. Safe for use by many threads.
 */
public final class ExecSessions {
    private static final Duration OPEN_FOR = Duration.ofMinutes(1);
    private static final int NORMAL = 1000;

    private final AgentSessions agents;
    private final EcsArns arns;
    private final EcsIds ids;
    private final String clientUrl;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** @param clientUrl {@code http(s)://host/path} where who asked connects */
    public ExecSessions(AgentSessions agents, EcsArns arns, EcsIds ids, String clientUrl) {
        this.agents = agents;
        this.arns = arns;
        this.ids = ids;
        this.clientUrl = clientUrl;
    }

    /** What who asked connects with. */
    public record Opened(String id, String streamUrl, String token) {}

    /** A side of a session. */
    public enum Side {
        CLIENT,
        AGENT
    }

    private static final class Session {
        private final String instanceArn;
        private final String taskArn;
        private final String containerName;
        private final String command;
        private final String token;
        private final Instant opened;
        private @Nullable WebSocketConnection client;
        private @Nullable WebSocketConnection agent;

        Session(String instanceArn, String taskArn, String containerName, String command, String token, Instant at) {
            this.instanceArn = instanceArn;
            this.taskArn = taskArn;
            this.containerName = containerName;
            this.command = command;
            this.token = token;
            this.opened = at;
        }

        synchronized boolean unused() {
            return client == null;
        }

        synchronized @Nullable WebSocketConnection other(Side side) {
            return side == Side.CLIENT ? agent : client;
        }

        /** False when that side is taken. */
        synchronized boolean take(Side side, WebSocketConnection connection) {
            if (side == Side.CLIENT && client == null) {
                client = connection;
                return true;
            }
            if (side == Side.AGENT && agent == null && client != null) {
                agent = connection;
                return true;
            }
            return false;
        }
    }

    /** Empty when the instance's agent is not connected, or is not Moorage's. */
    public Optional<Opened> open(
            String instanceArn, String taskArn, String containerName, String command, Instant now) {
        sessions.values()
                .removeIf(each -> each.unused() && each.opened.plus(OPEN_FOR).isBefore(now));
        if (!agents.runsCommands(instanceArn)) {
            return Optional.empty();
        }
        String id = "ecs-execute-command-" + ids.hex();
        String token = ids.hex() + ids.hex();
        sessions.put(id, new Session(instanceArn, taskArn, containerName, command, token, now));
        return Optional.of(new Opened(id, clientUrl + "?sessionId=" + id, token));
    }

    /** The task of a session, for who connects to be allowed; empty when there is none. */
    Optional<String> taskOf(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId)).map(each -> each.taskArn);
    }

    /** What ExecuteCommand itself was asked with (Service Authorization Reference, "ExecuteCommand"). */
    Map<String, List<String>> conditionsOf(String sessionId) {
        Session session = sessions.get(sessionId);
        return session == null
                ? Map.of()
                : Map.of(
                        "ecs:container-name",
                        List.of(session.containerName),
                        "ecs:cluster",
                        List.of(arns.cluster(EcsArns.clusterOf(session.taskArn).orElse(""))));
    }

    boolean holds(String sessionId, String token) {
        Session session = sessions.get(sessionId);
        return session != null
                && MessageDigest.isEqual(
                        session.token.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    boolean isOf(String sessionId, String instanceArn) {
        Session session = sessions.get(sessionId);
        return session != null && session.instanceArn.equals(instanceArn);
    }

    /** One side is there; with the client, the agent is asked to come. */
    void connected(String sessionId, Side side, WebSocketConnection connection) {
        Session session = sessions.get(sessionId);
        if (session == null || !session.take(side, connection)) {
            connection.close(NORMAL, "The session is over or taken");
            return;
        }
        if (side == Side.CLIENT
                && !agents.startExec(
                        session.instanceArn, sessionId, session.taskArn, session.containerName, session.command)) {
            closed(sessionId, side, "The agent of the container instance is not connected");
            connection.close(NORMAL, "The agent of the container instance is not connected");
        }
    }

    /** Handed on; what a client says before the agent is there is lost, so it waits for the agent's first word. */
    void said(String sessionId, Side side, String text) {
        Session session = sessions.get(sessionId);
        WebSocketConnection other = session == null ? null : session.other(side);
        if (other == null) {
            return;
        }
        try {
            other.send(text);
        } catch (IOException e) {
            closed(sessionId, side, "The other side is gone");
        }
    }

    void closed(String sessionId, Side side, String reason) {
        Session session = sessions.remove(sessionId);
        WebSocketConnection other = session == null ? null : session.other(side);
        if (other != null) {
            other.close(NORMAL, reason);
        }
    }
}
