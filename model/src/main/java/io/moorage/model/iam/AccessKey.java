package io.moorage.model.iam;

import java.time.Instant;
import java.util.Optional;

/** A user's long-term key. */
public record AccessKey(
        String id, String secret, String userName, boolean active, Instant created, Optional<LastUse> lastUse) {
    /**
     * When a key was used last, as far as it was noted.
     *
     * @param service its signing name, e.g. {@code ecs}
     */
    public record LastUse(Instant at, String service) {}

    public AccessKey withActive(boolean changed) {
        return new AccessKey(id, secret, userName, changed, created, lastUse);
    }

    public AccessKey withUserName(String changed) {
        return new AccessKey(id, secret, changed, active, created, lastUse);
    }

    public AccessKey withLastUse(LastUse changed) {
        return new AccessKey(id, secret, userName, active, created, Optional.of(changed));
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + userName + "]";
    }
}
