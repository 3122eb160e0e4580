package io.moorage.ecs.exec;

import io.moorage.awsapi.SocketSessions;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.ecs.EcsIds;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.model.ecs.EcsArns;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of ExecuteCommand. Two sides connect to each, who asked and the agent, and what one says is handed to the other as it
 * is. A session is forgotten with its first side that goes, or when nobody came. Safe for use by many threads.
 */
public final class ExecSessions {
    private static final int NORMAL = 1000;

    private final AgentSessions agents;
    private final EcsArns arns;
    private final EcsIds ids;
    private final SocketSessions<Session> sessions;

    /** @param clientUrl {@code http(s)://host/path} where who asked connects */
    public ExecSessions(AgentSessions agents, EcsArns arns, EcsIds ids, String clientUrl) {
        this.agents = agents;
        this.arns = arns;
        this.ids = ids;
        this.sessions = new SocketSessions<>(clientUrl, Session::isTaken);
    }

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
        private @Nullable WebSocketConnection client;
        private @Nullable WebSocketConnection agent;

        Session(String instanceArn, String taskArn, String containerName, String command) {
            this.instanceArn = instanceArn;
            this.taskArn = taskArn;
            this.containerName = containerName;
            this.command = command;
        }

        synchronized boolean isTaken() {
            return client != null;
        }

        synchronized Optional<WebSocketConnection> other(Side side) {
            return Optional.ofNullable(side == Side.CLIENT ? agent : client);
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
    public Optional<SocketSessions.Opened> open(
            String instanceArn, String taskArn, String containerName, String command, Instant now) {
        if (!agents.runsCommands(instanceArn)) {
            return Optional.empty();
        }
        String id = "ecs-execute-command-" + ids.hex();
        String token = ids.hex() + ids.hex();
        return Optional.of(sessions.open(id, token, new Session(instanceArn, taskArn, containerName, command), now));
    }

    /** The task of a session, for who connects to be allowed; empty when there is none. */
    Optional<String> taskOf(String sessionId) {
        return sessions.find(sessionId).map(each -> each.taskArn);
    }

    /** What ExecuteCommand itself was asked with (Service Authorization Reference, "ExecuteCommand"). */
    Map<String, List<String>> conditionsOf(String sessionId) {
        return sessions.find(sessionId)
                .map(session -> Map.of(
                        "ecs:container-name",
                        List.of(session.containerName),
                        "ecs:cluster",
                        List.of(arns.cluster(EcsArns.clusterOf(session.taskArn).orElse("")))))
                .orElse(Map.of());
    }

    boolean holds(String sessionId, String token) {
        return sessions.holds(sessionId, token);
    }

    boolean isOf(String sessionId, String instanceArn) {
        return sessions.find(sessionId)
                .filter(each -> each.instanceArn.equals(instanceArn))
                .isPresent();
    }

    /** One side is there; with the client, the agent is asked to come. */
    void connected(String sessionId, Side side, WebSocketConnection connection) {
        Optional<Session> taken = sessions.find(sessionId).filter(each -> each.take(side, connection));
        if (taken.isEmpty()) {
            connection.close(NORMAL, "The session is over or taken");
            return;
        }
        Session session = taken.get();
        if (side == Side.CLIENT
                && !agents.startExec(
                        session.instanceArn, sessionId, session.taskArn, session.containerName, session.command)) {
            closed(sessionId, side, "The agent of the container instance is not connected");
            connection.close(NORMAL, "The agent of the container instance is not connected");
        }
    }

    /** Handed on; what a client says before the agent is there is lost, so it waits for the agent's first word. */
    void said(String sessionId, Side side, String text) {
        sessions.find(sessionId).flatMap(each -> each.other(side)).ifPresent(other -> {
            try {
                other.send(text);
            } catch (IOException e) {
                closed(sessionId, side, "The other side is gone");
            }
        });
    }

    void closed(String sessionId, Side side, String reason) {
        sessions.remove(sessionId).flatMap(each -> each.other(side)).ifPresent(other -> other.close(NORMAL, reason));
    }
}
