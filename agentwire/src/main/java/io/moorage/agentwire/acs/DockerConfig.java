package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/**
 * What has no member of its own, as JSON texts of the Docker Engine API.
 *
 * @param version the oldest remote API that understands it
 * @param config of {@code POST /containers/create}: User, WorkingDir, Hostname, Labels, Healthcheck...
 * @param hostConfig its {@code HostConfig}: Privileged, CapAdd, Ulimits, LogConfig, NetworkMode, MemoryReservation...
 */
public record DockerConfig(
        @Nullable String version,
        @Nullable String config,
        @Nullable String hostConfig) {}
