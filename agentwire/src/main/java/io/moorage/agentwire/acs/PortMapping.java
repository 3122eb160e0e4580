package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/**
 * @param containerPort absent with a range
 * @param hostPort 0 or absent: the container runtime picks one
 * @param containerPortRange {@code first-last}; the agent picks as many host ports in a row
 */
public record PortMapping(
        @Nullable Integer containerPort,
        @Nullable Integer hostPort,
        @Nullable String protocol,
        @Nullable String containerPortRange) {}
