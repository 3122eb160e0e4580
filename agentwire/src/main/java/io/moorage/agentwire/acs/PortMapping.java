package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/** @param hostPort 0 or absent: the container runtime picks one */
public record PortMapping(
        int containerPort,
        @Nullable Integer hostPort,
        @Nullable String protocol) {}
