package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** All mounts of another container of the task. */
public record VolumeFrom(String sourceContainer, @Nullable Boolean readOnly) {}
