package io.moorage.agent.credentials;

import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest credentials of each role that a task on this instance has. Those of its own role are found by their id, by the task;
 * those of its execution role are the agent's, and given to no task. Thread-safe.
 */
public final class TaskCredentials {
    public static final String PATH = "/v2/credentials/";

    private final Map<String, RoleCredentials> byId = new ConcurrentHashMap<>();
    private final Map<String, RoleCredentials> executionById = new ConcurrentHashMap<>();

    /** Where a task finds its role's credentials, at the agent's address; empty for a task without a role. */
    public static Optional<String> path(TaskPayload task) {
        return Optional.ofNullable(task.roleCredentials()).map(role -> PATH + role.credentialsId());
    }

    /** What is known already is newer. */
    public void accepted(TaskPayload task) {
        accepted(byId, task.roleCredentials());
        accepted(executionById, task.executionRoleCredentials());
    }

    private static void accepted(Map<String, RoleCredentials> known, @Nullable RoleCredentials role) {
        if (role != null) {
            known.putIfAbsent(role.credentialsId(), role);
        }
    }

    public void refreshed(IAMRoleCredentialsMessage message) {
        RoleCredentials newer = message.roleCredentials();
        (message.roleType().equals(IAMRoleCredentialsMessage.TASK_EXECUTION) ? executionById : byId)
                .put(newer.credentialsId(), newer);
    }

    public void ended(TaskPayload task) {
        ended(byId, task.roleCredentials());
        ended(executionById, task.executionRoleCredentials());
    }

    private static void ended(Map<String, RoleCredentials> known, @Nullable RoleCredentials role) {
        if (role != null) {
            known.remove(role.credentialsId());
        }
    }

    /** @param path as of {@link #path} */
    public Optional<RoleCredentials> at(String path) {
        return path.startsWith(PATH) ? Optional.ofNullable(byId.get(path.substring(PATH.length()))) : Optional.empty();
    }

    /** Of the task's own role; empty when it has none. */
    public Optional<RoleCredentials> role(TaskPayload task) {
        return newest(byId, task.roleCredentials());
    }

    /** Of the role by which the agent acts for the task; empty when it has none. */
    public Optional<RoleCredentials> executionRole(TaskPayload task) {
        return newest(executionById, task.executionRoleCredentials());
    }

    private static Optional<RoleCredentials> newest(
            Map<String, RoleCredentials> known, @Nullable RoleCredentials given) {
        return Optional.ofNullable(given).map(role -> known.getOrDefault(role.credentialsId(), role));
    }
}
