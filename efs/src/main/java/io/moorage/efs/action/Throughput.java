package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.PerformanceMode;
import io.moorage.awsmodels.efs.ThroughputMode;
import io.moorage.model.efs.FileSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A throughput mode that fits its provisioned figure, in MiB/s. */
record Throughput(String mode, Optional<Double> provisioned) {
    private static final Duration BETWEEN_CHANGES = Duration.ofHours(24);

    static Throughput of(String mode, Optional<Double> provisioned) {
        if (mode.equals(ThroughputMode.PROVISIONED) != provisioned.isPresent()) {
            throw Refusal.badRequest(
                    provisioned.isPresent()
                            ? "ProvisionedThroughputInMibps is only for the throughput mode 'provisioned'."
                            : "The throughput mode 'provisioned' needs ProvisionedThroughputInMibps.");
        }
        if (provisioned.filter(mibps -> mibps > Quotas.PROVISIONED_MIBPS).isPresent()) {
            throw new AwsException(
                    EfsOperations.ERROR_THROUGHPUT_LIMIT_EXCEEDED,
                    "ProvisionedThroughputInMibps is at most " + (long) Quotas.PROVISIONED_MIBPS + ".");
        }
        return new Throughput(mode, provisioned);
    }

    /** What is asked for of a file system that has {@code present}; members that are left out stay as they are. */
    static Throughput changed(FileSystem.Settings present, Optional<String> mode, Optional<Double> provisioned) {
        String wanted = mode.orElse(present.throughputMode());
        return of(
                wanted,
                wanted.equals(present.throughputMode())
                        ? provisioned.or(present::provisionedThroughputInMibps)
                        : provisioned);
    }

    /** Refuses what is not there for a performance mode (CreateFileSystem). */
    void requireFitting(String performanceMode) {
        if (mode.equals(ThroughputMode.ELASTIC) && performanceMode.equals(PerformanceMode.MAX_IO)) {
            throw Refusal.badRequest("The throughput mode elastic is not there for the performance mode maxIO.");
        }
    }

    /**
     * The settings with this throughput. After provisioned throughput was switched to or changed, leaving or decreasing it has
     * to wait for 24 hours (EFS user guide, "Restrictions on switching throughput and changing provisioned amount").
     */
    FileSystem.Settings in(FileSystem.Settings present, Instant now) {
        boolean provisionedNow = present.throughputMode().equals(ThroughputMode.PROVISIONED);
        double before = present.provisionedThroughputInMibps().orElse(0.0);
        double after = provisioned.orElse(0.0);
        Optional<Instant> free = present.throughputRestricted().map(when -> when.plus(BETWEEN_CHANGES));
        if (provisionedNow && after < before && free.filter(now::isBefore).isPresent()) {
            throw new AwsException(
                    EfsOperations.ERROR_TOO_MANY_REQUESTS,
                    "The provisioned throughput was changed less than 24 hours ago; it can be decreased, or another"
                            + " throughput mode be set, from " + free.get() + " on.");
        }
        boolean restricts = provisioned.isPresent() && after != before;
        return present.withThroughput(mode, provisioned, restricts ? Optional.of(now) : present.throughputRestricted());
    }
}
