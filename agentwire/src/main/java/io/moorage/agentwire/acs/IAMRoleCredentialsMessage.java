package io.moorage.agentwire.acs;

/**
 * Fresh credentials of a task that the agent knows.
 *
 * @param roleType {@code TaskApplication} or {@code TaskExecution}
 */
public record IAMRoleCredentialsMessage(
        String messageId, String taskArn, String roleType, RoleCredentials roleCredentials) implements AcsMessage {
    public static final String TASK_APPLICATION = "TaskApplication";
    public static final String TASK_EXECUTION = "TaskExecution";
}
