package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** A declared volume of the task at a path in the container. */
public record MountPoint(
        String sourceVolume, String containerPath, @Nullable Boolean readOnly) {}
