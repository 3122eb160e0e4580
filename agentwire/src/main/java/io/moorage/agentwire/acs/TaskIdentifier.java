package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** A task named in a manifest. */
public record TaskIdentifier(
        String taskArn,
        @Nullable String taskClusterArn,
        @Nullable String desiredStatus) {}
