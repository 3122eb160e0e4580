package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** The agent refused the message. */
public record NackRequest(
        @Nullable String cluster,
        @Nullable String containerInstance,
        String messageId,
        @Nullable String reason) implements AcsMessage {}
