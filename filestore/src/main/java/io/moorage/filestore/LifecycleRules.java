package io.moorage.filestore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When files move between storage classes (EFS User Guide, "Managing storage lifecycle").
 *
 * @param toIa how long a file in Standard is neither read nor written before it goes to Infrequent Access; empty: never
 * @param toArchive the same before it goes to Archive
 * @param backOnAccess true when a file that is read comes back to Standard; one that is written does in any case
 */
public record LifecycleRules(Optional<Duration> toIa, Optional<Duration> toArchive, boolean backOnAccess) {
    public static final LifecycleRules NONE = new LifecycleRules(Optional.empty(), Optional.empty(), false);

    /** Smaller files stay where they are (EFS User Guide: the smallest that is moved). */
    public static final long LEAST_BYTES = 128 * 1024;

    /** What was written while it was in a colder class may go back there after a day. */
    private static final Duration BACK_AFTER_WRITE = Duration.ofHours(24);

    public boolean isEmpty() {
        return toIa.isEmpty() && toArchive.isEmpty();
    }

    /**
     * A file as lifecycle management sees it.
     *
     * @param writtenIn the class it was in when it was written last, if it came to Standard by that; else Standard
     * @param lastAccess when its content was read or written last in Standard
     */
    record Candidate(long size, StorageClass in, StorageClass writtenIn, Instant lastAccess) {}

    /** Where a file is to go; empty when it stays. */
    Optional<StorageClass> move(Candidate file, Instant now) {
        if (file.size() < LEAST_BYTES || file.in() == StorageClass.ARCHIVE) {
            return Optional.empty();
        }
        Duration idle = Duration.between(file.lastAccess(), now);
        if (reached(toArchive, idle)) {
            return Optional.of(StorageClass.ARCHIVE);
        }
        if (file.in() != StorageClass.STANDARD) {
            return Optional.empty();
        }
        if (!backOnAccess && file.writtenIn().isCold() && idle.compareTo(BACK_AFTER_WRITE) >= 0 && !isEmpty()) {
            return Optional.of(file.writtenIn());
        }
        return reached(toIa, idle) ? Optional.of(StorageClass.INFREQUENT_ACCESS) : Optional.empty();
    }

    private static boolean reached(Optional<Duration> limit, Duration idle) {
        return limit.isPresent() && idle.compareTo(limit.get()) >= 0;
    }
}
