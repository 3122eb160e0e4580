package io.moorage.ecs.agent;

import java.time.Instant;
import java.util.Optional;

/** Issues the temporary credentials of task roles; IAM's word, asked through this seam. */
public interface TaskCredentials {
    /** No role can be assumed. */
    TaskCredentials NONE = new TaskCredentials() {
        @Override
        public Optional<Issued> assume(String roleArn, String sessionName) {
            return Optional.empty();
        }

        @Override
        public boolean assumable(String roleArn) {
            return false;
        }
    };

    /**
     * Empty when the role does not exist or does not trust {@code ecs-tasks.amazonaws.com}.
     *
     * @param roleArn a role's ARN or name
     */
    Optional<Issued> assume(String roleArn, String sessionName);

    /** Whether {@link #assume} would issue any now. */
    boolean assumable(String roleArn);

    /** Temporary credentials. */
    record Issued(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}
}
