package io.moorage.model.ecs;

import java.util.List;

/**
 * A command whose exit status says how the container is.
 *
 * @param interval seconds between runs
 * @param timeout seconds
 * @param startPeriod seconds in which failures do not count
 */
public record HealthCheck(List<String> command, int interval, int timeout, int retries, int startPeriod) {
    public HealthCheck {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new InvalidDefinitionException("Container health check command must not be empty");
        }
    }
}
