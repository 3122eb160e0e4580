package io.moorage.agentwire.acs;

/**
 * Moorage: run a command in a container, and connect its streams to a session of the control plane. Not answered but by that
 * connection.
 *
 * @param command as a shell would split it
 */
public record StartExecMessage(String messageId, String sessionId, String taskArn, String containerName, String command)
        implements AcsMessage {}
