package io.moorage.model.efs;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A shared directory tree that grows by itself.
 *
 * @param id {@code fs-} and 17 hexadecimal digits
 * @param creationToken makes CreateFileSystem idempotent; unique among file systems
 */
public record FileSystem(
        String id,
        String creationToken,
        Instant created,
        LifeCycleState state,
        Settings settings,
        Size size,
        List<LifecyclePolicy> lifecyclePolicies,
        Map<String, String> tags) {
    private static final HexFormat HEX = HexFormat.of();

    public FileSystem {
        lifecyclePolicies = List.copyOf(lifecyclePolicies);
        tags = Map.copyOf(tags);
    }

    /**
     * How it was asked for. Everything is served at the speed of the disk below, whatever the modes say.
     *
     * @param performanceMode {@code generalPurpose} or {@code maxIO}
     * @param throughputMode {@code bursting}, {@code provisioned} or {@code elastic}
     * @param provisionedThroughputInMibps there exactly when the mode is {@code provisioned}
     * @param availabilityZone of a One Zone file system, the only one it is mounted in
     */
    public record Settings(
            String performanceMode,
            String throughputMode,
            Optional<Double> provisionedThroughputInMibps,
            Optional<String> availabilityZone) {
        public Settings withThroughput(String mode, Optional<Double> provisioned) {
            return new Settings(performanceMode, mode, provisioned, availabilityZone);
        }
    }

    /** @param measured empty until a file server was asked */
    public record Size(long bytes, Optional<Instant> measured) {
        /** A new file system is metered at 6 KiB (EFS user guide, "Metering"). */
        public static final Size NEW = new Size(6144, Optional.empty());
    }

    /** One rule of a lifecycle configuration; exactly one member is there. */
    public record LifecyclePolicy(
            Optional<String> transitionToIa,
            Optional<String> transitionToPrimaryStorageClass,
            Optional<String> transitionToArchive) {}

    public static String nextId(RandomGenerator random) {
        return "fs-" + (HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong())).substring(0, 17);
    }

    /** The value of the tag {@code Name}. */
    public Optional<String> name() {
        return Optional.ofNullable(tags.get("Name"));
    }

    /** A file server keeps it; only a file system in creation becomes available. */
    public FileSystem available() {
        return state == LifeCycleState.CREATING ? in(LifeCycleState.AVAILABLE) : this;
    }

    /** To be removed, from whatever state. */
    public FileSystem deleting() {
        return in(LifeCycleState.DELETING);
    }

    public FileSystem withTags(Map<String, String> changed) {
        return new FileSystem(id, creationToken, created, state, settings, size, lifecyclePolicies, changed);
    }

    public FileSystem withSettings(Settings changed) {
        return new FileSystem(id, creationToken, created, state, changed, size, lifecyclePolicies, tags);
    }

    public FileSystem withSize(Size changed) {
        return new FileSystem(id, creationToken, created, state, settings, changed, lifecyclePolicies, tags);
    }

    public FileSystem withLifecyclePolicies(List<LifecyclePolicy> changed) {
        return new FileSystem(id, creationToken, created, state, settings, size, changed, tags);
    }

    private FileSystem in(LifeCycleState next) {
        return new FileSystem(id, creationToken, created, next, settings, size, lifecyclePolicies, tags);
    }
}
