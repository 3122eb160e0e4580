package io.moorage.ec2.imds;

import io.moorage.model.iam.TemporaryCredentials;
import java.util.Optional;

/** Issues the credentials that instances find in their metadata. IAM implements it. */
public interface RoleCredentials {
    /**
     * Credentials of {@code roleName} for the session named after {@code instanceId}, valid for at least 15 more minutes: those issued before while
     * they are, else new ones. Empty when there is no such role. Quick, and may be called for every request.
     */
    Optional<TemporaryCredentials> of(String roleName, String instanceId);
}
