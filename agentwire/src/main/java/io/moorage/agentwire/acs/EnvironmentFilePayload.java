package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/**
 * A file of variables that the agent reads with the task's execution role before the container is made.
 *
 * @param value the ARN of an object
 * @param type {@code s3}
 */
public record EnvironmentFilePayload(String value, @Nullable String type) {
    public static final String S3 = "s3";
}
