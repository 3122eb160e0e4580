package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.RestartPolicyPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a container that ended is started again (ECS developer guide, "Restart individual containers"). */
final class Restarts {
    private static final int DEFAULT_PERIOD = 300;

    /** It ran for as long as its policy asks, and ended with a code that is not to be ignored. */
    static boolean isDue(ContainerPayload container, ContainerState state) {
        RestartPolicyPayload policy = container.restartPolicy();
        if (policy == null || !policy.enabled() || !state.exited()) {
            return false;
        }
        Optional<Instant> started = state.details().started();
        Optional<Instant> finished = state.details().finished();
        if (started.isEmpty()
                || finished.isEmpty()
                || policy.ignoredExitCodes().contains(state.exitCode().orElse(-1))) {
            return false;
        }
        int period = policy.restartAttemptPeriod() == null ? DEFAULT_PERIOD : policy.restartAttemptPeriod();
        return Duration.between(started.get(), finished.get()).compareTo(Duration.ofSeconds(period)) >= 0;
    }

    private Restarts() {}
}
