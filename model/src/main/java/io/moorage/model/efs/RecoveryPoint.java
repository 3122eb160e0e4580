package io.moorage.model.efs;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A file system as it was at one moment, to be restored from (AWS Backup Developer Guide, "Recovery points"). It outlives its
 * file system.
 *
 * @param id {@code rp-} and 17 hexadecimal digits
 * @param automatic made by the backup policy, and to be forgotten in time
 * @param moment what it shows; empty until it is made
 * @param bytes it counts for by EFS's rules
 * @param message why it failed; else empty
 */
public record RecoveryPoint(
        String id,
        String fileSystemId,
        Instant created,
        boolean automatic,
        Status status,
        Optional<Instant> moment,
        long bytes,
        Optional<String> message) {
    private static final HexFormat HEX = HexFormat.of();

    /** Where it is in its life (AWS Backup API reference, RecoveryPoint {@code Status}). */
    public enum Status {
        CREATING,
        COMPLETED,
        /** Nothing of it is kept. */
        FAILED,
        DELETING
    }

    public static RecoveryPoint creating(String fileSystemId, Instant now, boolean automatic, RandomGenerator random) {
        String digits = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
        return new RecoveryPoint(
                "rp-" + digits.substring(0, 17),
                fileSystemId,
                now,
                automatic,
                Status.CREATING,
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** It is made, unless it is to go already. */
    public RecoveryPoint completed(Instant shows, long metered) {
        return status == Status.CREATING
                ? new RecoveryPoint(
                        id,
                        fileSystemId,
                        created,
                        automatic,
                        Status.COMPLETED,
                        Optional.of(shows),
                        metered,
                        Optional.empty())
                : this;
    }

    public RecoveryPoint failed(String why) {
        return status == Status.CREATING ? in(Status.FAILED, Optional.of(why)) : this;
    }

    /** To be removed, from whatever state. */
    public RecoveryPoint deleting() {
        return in(Status.DELETING, message);
    }

    private RecoveryPoint in(Status next, Optional<String> why) {
        return new RecoveryPoint(id, fileSystemId, created, automatic, next, moment, bytes, why);
    }
}
