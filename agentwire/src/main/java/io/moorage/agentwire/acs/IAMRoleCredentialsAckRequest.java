package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** The agent took the credentials. */
public record IAMRoleCredentialsAckRequest(
        String credentialsId, @Nullable String expiration, String messageId) implements AcsMessage {}
