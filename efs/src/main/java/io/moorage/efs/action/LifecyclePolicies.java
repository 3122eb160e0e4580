package io.moorage.efs.action;

import io.moorage.awsmodels.efs.LifecycleConfigurationDescription;
import io.moorage.awsmodels.efs.LifecyclePolicy;
import io.moorage.awsmodels.efs.PerformanceMode;
import io.moorage.awsmodels.efs.ThroughputMode;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifecycleConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lifecycle configurations, as requests ask for them and as the API shows them. */
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

    /** Refuses policies that do not go together, or not with the file system (PutLifecycleConfiguration). */
    static void requireFitting(List<FileSystem.LifecyclePolicy> policies, FileSystem fileSystem) {
        refuseTwo(policies, FileSystem.LifecyclePolicy::transitionToIa, "TransitionToIA");
        refuseTwo(policies, FileSystem.LifecyclePolicy::transitionToArchive, "TransitionToArchive");
        refuseTwo(
                policies,
                FileSystem.LifecyclePolicy::transitionToPrimaryStorageClass,
                "TransitionToPrimaryStorageClass");
        LifecycleConfiguration together =
                fileSystem.withLifecyclePolicies(policies).lifecycle();
        Optional<Duration> archive = together.toArchive();
        if (archive.isEmpty()) {
            return;
        }
        if (together.toIa().filter(ia -> archive.get().compareTo(ia) <= 0).isPresent()) {
            throw Refusal.badRequest("TransitionToArchive must be later than TransitionToIA.");
        }
        if (!fileSystem.settings().throughputMode().equals(ThroughputMode.ELASTIC)
                || !fileSystem.settings().performanceMode().equals(PerformanceMode.GENERAL_PURPOSE)) {
            throw Refusal.badRequest("TransitionToArchive is only for file systems with the throughput mode elastic and"
                    + " the performance mode generalPurpose.");
        }
    }

    private static void refuseTwo(
            List<FileSystem.LifecyclePolicy> policies,
            Function<FileSystem.LifecyclePolicy, Optional<String>> transition,
            String name) {
        if (policies.stream().map(transition).flatMap(Optional::stream).count() > 1) {
            throw Refusal.badRequest(name + " is given twice.");
        }
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
