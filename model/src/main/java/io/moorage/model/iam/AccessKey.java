package io.moorage.model.iam;

import java.time.Instant;

/** A user's long-term key. */
public record AccessKey(String id, String secret, String userName, boolean active, Instant created) {
    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + userName + "]";
    }
}
