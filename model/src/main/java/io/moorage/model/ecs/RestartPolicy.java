package io.moorage.model.ecs;

import java.util.List;

/**
 * Whether a container that ends is started again within its task ({@code API_ContainerRestartPolicy}).
 *
 * @param ignoredExitCodes with which it stays ended
 * @param attemptPeriod seconds it must have run to be started again
 */
public record RestartPolicy(boolean enabled, List<Integer> ignoredExitCodes, int attemptPeriod) {
    public static final int DEFAULT_ATTEMPT_PERIOD = 300;
    private static final int MOST_EXIT_CODES = 50;
    private static final int SHORTEST_PERIOD = 60;
    private static final int LONGEST_PERIOD = 1800;

    public RestartPolicy {
        ignoredExitCodes = List.copyOf(ignoredExitCodes);
        if (ignoredExitCodes.size() > MOST_EXIT_CODES) {
            throw new InvalidDefinitionException(
                    "The restart policy's ignoredExitCodes must have at most " + MOST_EXIT_CODES + " entries.");
        }
        if (attemptPeriod < SHORTEST_PERIOD || attemptPeriod > LONGEST_PERIOD) {
            throw new InvalidDefinitionException("The restart policy's restartAttemptPeriod must be between "
                    + SHORTEST_PERIOD + " and " + LONGEST_PERIOD + " seconds.");
        }
    }
}
