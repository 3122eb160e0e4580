package io.moorage.model.efs;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        BackupStatus backup,
        ReplicationOverwriteProtection protection,
        Map<String, String> tags) {
    /** With the value {@code true} it switches limits on that there are not otherwise. */
    public static final String THROTTLE_TAG = "moorage:throttle";

    private static final HexFormat HEX = HexFormat.of();

    public FileSystem {
        lifecyclePolicies = List.copyOf(lifecyclePolicies);
        // Rows of the first version know neither.
        backup = Objects.requireNonNullElse(backup, BackupStatus.DISABLED);
        protection = Objects.requireNonNullElse(protection, ReplicationOverwriteProtection.ENABLED);
        tags = Map.copyOf(tags);
    }

    /**
     * How it was asked for.
     *
     * @param performanceMode {@code generalPurpose} or {@code maxIO}
     * @param throughputMode {@code bursting}, {@code provisioned} or {@code elastic}
     * @param provisionedThroughputInMibps there exactly when the mode is {@code provisioned}
     * @param availabilityZone of a One Zone file system, the only one it is mounted in
     * @param encrypted as asked for, for whoever checks it; the disk below does what encryption there is
     * @param kmsKeyId ARN of the key it was asked to be encrypted under; there exactly when {@code encrypted}
     * @param throughputRestricted when the throughput was last changed in a way that EFS allows once in 24 hours
     */
    public record Settings(
            String performanceMode,
            String throughputMode,
            Optional<Double> provisionedThroughputInMibps,
            Optional<String> availabilityZone,
            boolean encrypted,
            Optional<String> kmsKeyId,
            Optional<Instant> throughputRestricted) {
        public Settings withThroughput(String mode, Optional<Double> provisioned, Optional<Instant> restricted) {
            return new Settings(performanceMode, mode, provisioned, availabilityZone, encrypted, kmsKeyId, restricted);
        }
    }

    /**
     * What it counts for.
     *
     * @param bytes in all storage classes
     * @param bytesInIa of them in the Infrequent Access class
     * @param bytesInArchive of them in the Archive class
     * @param measured empty until a file server was asked
     */
    public record Size(long bytes, long bytesInIa, long bytesInArchive, Optional<Instant> measured) {
        /** A new file system is metered at 6 KiB (EFS user guide, "Metering"). */
        public static final Size NEW = new Size(6144, 0, 0, Optional.empty());

        public long bytesInStandard() {
            return bytes - bytesInIa - bytesInArchive;
        }

        public Size measuredAt(Optional<Instant> when) {
            return new Size(bytes, bytesInIa, bytesInArchive, when);
        }
    }

    /** One rule of a lifecycle configuration, in the API's words such as {@code AFTER_30_DAYS}; exactly one member is there. */
    public record LifecyclePolicy(
            Optional<String> transitionToIa,
            Optional<String> transitionToPrimaryStorageClass,
            Optional<String> transitionToArchive) {}

    /** One that no file server keeps yet. */
    public static FileSystem creating(
            String id,
            String creationToken,
            Instant now,
            Settings settings,
            BackupStatus backup,
            Map<String, String> tags) {
        return new FileSystem(
                id,
                creationToken,
                now,
                LifeCycleState.CREATING,
                settings,
                Size.NEW,
                List.of(),
                backup,
                ReplicationOverwriteProtection.ENABLED,
                tags);
    }

    public static String nextId(RandomGenerator random) {
        return "fs-" + (HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong())).substring(0, 17);
    }

    /** The value of the tag {@code Name}. */
    public Optional<String> name() {
        return Optional.ofNullable(tags.get("Name"));
    }

    /** Whether its throughput is limited as EFS limits it: only where a tag asks for it. */
    public boolean throttled() {
        return Boolean.parseBoolean(tags.get(THROTTLE_TAG));
    }

    /** What the lifecycle policies ask for, together. */
    public LifecycleConfiguration lifecycle() {
        return LifecycleConfiguration.of(lifecyclePolicies);
    }

    /** True while nobody but EFS's replication may change it (EFS API reference, FileSystemProtectionDescription). */
    public boolean readOnly() {
        return protection == ReplicationOverwriteProtection.REPLICATING;
    }

    /** File servers keep it as it is asked for now; one that is being removed stays so. */
    public FileSystem available() {
        return state == LifeCycleState.CREATING || state == LifeCycleState.UPDATING
                ? in(LifeCycleState.AVAILABLE)
                : this;
    }

    /** To be removed, from whatever state. */
    public FileSystem deleting() {
        return in(LifeCycleState.DELETING);
    }

    public FileSystem withTags(Map<String, String> changed) {
        return with(state, settings, size, lifecyclePolicies, backup, protection, changed);
    }

    /** Settings that file servers are to be told: it is being updated until they know. */
    public FileSystem updating(Settings changed) {
        return with(LifeCycleState.UPDATING, changed, size, lifecyclePolicies, backup, protection, tags);
    }

    public FileSystem withSize(Size changed) {
        return with(state, settings, changed, lifecyclePolicies, backup, protection, tags);
    }

    public FileSystem withLifecyclePolicies(List<LifecyclePolicy> changed) {
        return with(state, settings, size, changed, backup, protection, tags);
    }

    public FileSystem withBackup(BackupStatus changed) {
        return with(state, settings, size, lifecyclePolicies, changed, protection, tags);
    }

    public FileSystem withProtection(ReplicationOverwriteProtection changed) {
        return with(state, settings, size, lifecyclePolicies, backup, changed, tags);
    }

    private FileSystem in(LifeCycleState next) {
        return with(next, settings, size, lifecyclePolicies, backup, protection, tags);
    }

    private FileSystem with(
            LifeCycleState nextState,
            Settings nextSettings,
            Size nextSize,
            List<LifecyclePolicy> nextPolicies,
            BackupStatus nextBackup,
            ReplicationOverwriteProtection nextProtection,
            Map<String, String> nextTags) {
        return new FileSystem(
                id,
                creationToken,
                created,
                nextState,
                nextSettings,
                nextSize,
                nextPolicies,
                nextBackup,
                nextProtection,
                nextTags);
    }
}
