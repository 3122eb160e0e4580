package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param restartAttemptPeriod seconds a container must have run to be started again */
public record RestartPolicyPayload(
        boolean enabled,
        List<Integer> ignoredExitCodes,
        @Nullable Integer restartAttemptPeriod) {
    public RestartPolicyPayload {
        ignoredExitCodes = Absent.orEmpty(ignoredExitCodes);
    }
}
