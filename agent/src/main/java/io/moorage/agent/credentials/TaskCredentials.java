package io.moorage.agent.credentials;

import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest credentials of each role that a task on this instance has, by their id. Thread-safe. */
public final class TaskCredentials {
    private static final String PATH = "/v2/credentials/";

    private final Map<String, RoleCredentials> byId = new ConcurrentHashMap<>();

    /** Where a task finds its role's credentials, at the agent's address; empty for a task without a role. */
    public static Optional<String> path(TaskPayload task) {
        return Optional.ofNullable(task.roleCredentials()).map(role -> PATH + role.credentialsId());
    }

    /** What is known already is newer. */
    public void accepted(TaskPayload task) {
        RoleCredentials role = task.roleCredentials();
        if (role != null) {
            byId.putIfAbsent(role.credentialsId(), role);
        }
    }

    public void refreshed(RoleCredentials newer) {
        byId.put(newer.credentialsId(), newer);
    }

    public void ended(TaskPayload task) {
        RoleCredentials role = task.roleCredentials();
        if (role != null) {
            byId.remove(role.credentialsId());
        }
    }

    /** @param path as of {@link #path} */
    public Optional<RoleCredentials> at(String path) {
        return path.startsWith(PATH) ? Optional.ofNullable(byId.get(path.substring(PATH.length()))) : Optional.empty();
    }
}
