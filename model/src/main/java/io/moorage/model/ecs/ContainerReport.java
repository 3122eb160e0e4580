package io.moorage.model.ecs;

import java.util.List;
import java.util.Optional;

/** What an agent says of one container. */
public record ContainerReport(
        String containerName,
        TaskStatus status,
        Optional<Integer> exitCode,
        Optional<String> reason,
        Optional<String> runtimeId,
        Optional<String> imageDigest,
        List<NetworkBinding> networkBindings) {}
