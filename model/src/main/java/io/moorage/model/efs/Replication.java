package io.moorage.model.efs;

import java.time.Instant;
import java.util.Optional;

/**
 * That one file system follows another (EFS user guide, "Replicating file systems").
 *
 * <p>Invariant: a file system is the source of at most one, or the destination of at most one, and never both. Its destination
 * exists, and is read-only to clients, for as long as it does.
 *
 * @param sourceFileSystemId its key
 * @param lastReplicated everything written to the source before then is in the destination; empty until the first round is
 *     done
 * @param statusMessage why it is in the state {@code ERROR}
 */
public record Replication(
        String sourceFileSystemId,
        String destinationFileSystemId,
        Instant created,
        Status status,
        Optional<Instant> lastReplicated,
        Optional<String> statusMessage) {
    /** Where it stands (EFS API reference, {@code ReplicationStatus}). */
    public enum Status {
        /** The first round is not done. */
        ENABLING,
        ENABLED,
        /** Wanted no more; a round may still be under way. */
        DELETING,
        /** The last round failed; it is tried again. */
        ERROR,
        PAUSED,
        PAUSING
    }

    public static Replication enabling(String sourceFileSystemId, String destinationFileSystemId, Instant now) {
        return new Replication(
                sourceFileSystemId, destinationFileSystemId, now, Status.ENABLING, Optional.empty(), Optional.empty());
    }

    /** A round that began at {@code began} is done. */
    public Replication replicated(Instant began) {
        return status == Status.DELETING ? this : in(Status.ENABLED, Optional.of(began), Optional.empty());
    }

    /** A round could not be done. */
    public Replication failed(String why) {
        return status == Status.DELETING ? this : in(Status.ERROR, lastReplicated, Optional.of(why));
    }

    /** To end, from whatever state. */
    public Replication deleting() {
        return in(Status.DELETING, lastReplicated, statusMessage);
    }

    private Replication in(Status next, Optional<Instant> last, Optional<String> message) {
        return new Replication(sourceFileSystemId, destinationFileSystemId, created, next, last, message);
    }
}
