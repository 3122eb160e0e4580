package io.moorage.ecs.agent;

import java.time.Instant;
import java.util.Optional;

/** Issues the temporary credentials of task roles; IAM's word, asked through this seam. */
@FunctionalInterface
public interface TaskCredentials {
    /** No role can be assumed. */
    TaskCredentials NONE = (roleArn, sessionName) -> Optional.empty();

    /**
     * Empty when the role does not exist or does not trust {@code ecs-tasks.amazonaws.com}.
     *
     * @param roleArn a role's ARN or name
     */
    Optional<Issued> assume(String roleArn, String sessionName);

    /** Temporary credentials. */
    record Issued(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}
}
