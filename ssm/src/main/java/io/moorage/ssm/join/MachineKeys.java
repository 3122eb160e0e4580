package io.moorage.ssm.join;

import java.time.Instant;
import java.util.Optional;

/** Whose keys machines outside EC2 are given: IAM's part in it. */
public interface MachineKeys {
    /** Temporary keys. */
    record Keys(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}

    /** True when the role is there and trusts Systems Manager. */
    boolean usable(String iamRole);

    /** Keys of the role, in a session named after the machine; empty when the role is not usable any more. */
    Optional<Keys> issue(String iamRole, String instanceId);
}
