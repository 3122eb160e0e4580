package io.moorage.model.ecs;

import java.util.Optional;

/**
 * A host port that leads to a container's port, or a range of them that does.
 *
 * @param containerPort 0 with ranges
 */
public record NetworkBinding(
        String bindIp,
        int containerPort,
        int hostPort,
        String protocol,
        Optional<String> containerPortRange,
        Optional<String> hostPortRange) {}
