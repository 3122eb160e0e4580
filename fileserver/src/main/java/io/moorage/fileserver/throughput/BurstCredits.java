package io.moorage.fileserver.throughput;

import java.time.Duration;
import java.time.Instant;

/**
 * Burst credits of a file system, in bytes (EFS User Guide, "Bursting throughput"): earned at the baseline rate, spent by what
 * is metered, at most so many as a size may have.
 *
 * @param bytes EFS's metric BurstCreditBalance; never below 0
 * @param at when that was so
 */
public record BurstCredits(double bytes, Instant at) {
    private static final double MIB = 1L << 20;
    private static final double TIB = 1L << 40;
    private static final double NANOS = 1e9;

    /** What a new file system has: 2.1 TiB. */
    public static BurstCredits initial(Instant now) {
        return new BurstCredits(2.1 * TIB, now);
    }

    /**
     * @param metered bytes, since the time it was told for
     * @param standardBytes in the Standard class, by which credits are earned
     */
    public BurstCredits after(Instant now, long metered, long standardBytes) {
        Duration time = Duration.between(at, now);
        double seconds = time.isNegative() ? 0 : time.getSeconds() + time.getNano() / NANOS;
        double most = 2.1 * TIB * Math.max(1, standardBytes / TIB);
        double balance = bytes + baseline(standardBytes) * seconds - metered;
        return new BurstCredits(Math.clamp(balance, 0, most), now);
    }

    /** Bytes per second: 50 KiB/s for each GiB in Standard, and 1 MiB/s at least. */
    static double baseline(long standardBytes) {
        return Math.max(MIB, standardBytes * 50.0 / MIB);
    }

    /** Bytes per second: 100 MiB/s, or so much for each TiB in Standard, while there are credits; else the baseline. */
    double permitted(long standardBytes) {
        double burst = 100 * MIB * Math.max(1, standardBytes / TIB);
        return bytes > 0 ? burst : baseline(standardBytes);
    }
}
