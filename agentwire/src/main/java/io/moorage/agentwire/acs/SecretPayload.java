package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/**
 * A value that the agent reads with the task's execution role before the container is made.
 *
 * @param name of the environment variable, or of the log driver's option
 * @param valueFrom name or ARN of a parameter
 * @param type {@code ENVIRONMENT_VARIABLE}
 * @param provider {@code ssm}
 * @param target {@code CONTAINER} or {@code LOG_DRIVER}
 */
public record SecretPayload(
        String name,
        String valueFrom,
        @Nullable String region,
        @Nullable String type,
        @Nullable String provider,
        @Nullable String target) {
    public static final String CONTAINER = "CONTAINER";
    public static final String LOG_DRIVER = "LOG_DRIVER";

    public boolean forLogDriver() {
        return LOG_DRIVER.equals(target);
    }
}
