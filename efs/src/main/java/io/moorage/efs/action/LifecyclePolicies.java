package io.moorage.efs.action;

import io.moorage.awsmodels.efs.LifecycleConfigurationDescription;
import io.moorage.awsmodels.efs.LifecyclePolicy;
import io.moorage.model.efs.FileSystem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Lifecycle configurations. They are kept and shown; all data stays in the Standard class, which is never slower. */
final class LifecyclePolicies {
    private LifecyclePolicies() {}

    static FileSystem.LifecyclePolicy parse(LifecyclePolicy policy) {
        long transitions = Stream.of(
                        policy.transitionToIA(), policy.transitionToPrimaryStorageClass(), policy.transitionToArchive())
                .filter(Objects::nonNull)
                .count();
        if (transitions != 1) {
            throw Refusal.badRequest("Each lifecycle policy has exactly one transition.");
        }
        return new FileSystem.LifecyclePolicy(
                Optional.ofNullable(policy.transitionToIA()),
                Optional.ofNullable(policy.transitionToPrimaryStorageClass()),
                Optional.ofNullable(policy.transitionToArchive()));
    }

    static LifecycleConfigurationDescription describe(FileSystem fileSystem) {
        List<LifecyclePolicy> policies = fileSystem.lifecyclePolicies().stream()
                .map(policy -> LifecyclePolicy.builder()
                        .transitionToIA(policy.transitionToIa().orElse(null))
                        .transitionToPrimaryStorageClass(
                                policy.transitionToPrimaryStorageClass().orElse(null))
                        .transitionToArchive(policy.transitionToArchive().orElse(null))
                        .build())
                .toList();
        return LifecycleConfigurationDescription.builder()
                .lifecyclePolicies(policies)
                .build();
    }
}
