package io.moorage.fileserver.throughput;

import io.moorage.nfsserver.throttle.Limits;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What EFS permits a file system by its throughput mode (EFS User Guide, "Performance": the figures of us-east-1's general
 * purpose mode, where they are told as ranges the lower end).
 */
public enum Throughput {
    BURSTING,
    PROVISIONED,
    ELASTIC;

    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double ELASTIC_READ = 20 * GIB;
    private static final double ELASTIC_WRITE = GIB;
    private static final double ELASTIC_CLIENT = 1500 * MIB;
    private static final double CLIENT = 500 * MIB;

    /** @param mode as the API has it, such as {@code bursting} */
    public static Throughput of(String mode) {
        return valueOf(mode.toUpperCase(Locale.ROOT));
    }

    /** Whether the metric BurstCreditBalance says anything. */
    public boolean hasCredits() {
        return this != ELASTIC;
    }

    /**
     * EFS's metric PermittedThroughput, in bytes per second: of metered bytes; in the elastic mode of written ones.
     *
     * @param provisionedMibps null unless the mode is {@code provisioned}
     * @param standardBytes metered in the Standard class
     */
    public double permitted(@Nullable Double provisionedMibps, long standardBytes, BurstCredits credits) {
        return switch (this) {
            case BURSTING -> credits.permitted(standardBytes);
            case PROVISIONED -> {
                double asked = provisionedMibps == null ? 0 : provisionedMibps * MIB;
                yield Math.max(asked, BurstCredits.baseline(standardBytes));
            }
            case ELASTIC -> ELASTIC_WRITE;
        };
    }

    /** The limits that keep clients at it. */
    public Limits limits(double permitted) {
        return this == ELASTIC
                ? new Limits(NONE, ELASTIC_READ, ELASTIC_WRITE, ELASTIC_CLIENT)
                : new Limits(permitted, NONE, NONE, CLIENT);
    }
}
