package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** The agent accepted the message; match it by {@code messageId} only. */
public record AckRequest(@Nullable String cluster, @Nullable String containerInstance, String messageId)
        implements AcsMessage {}
