package io.moorage.fuse;

/**
 * How long the kernel may believe attributes: as nfs(5)'s acregmin, acregmax, acdirmin and acdirmax have it. A time doubles while
 * an object is found unchanged, and falls to the minimum when it changed.
 *
 * @param fileMinimum and the others in nanoseconds
 */
public record AttributeCachePolicy(long fileMinimum, long fileMaximum, long directoryMinimum, long directoryMaximum) {
    /** nfs(5): acregmin=3, acregmax=60, acdirmin=30, acdirmax=60. */
    public static final AttributeCachePolicy NFS = ofSeconds(3, 60, 30, 60);

    /** nfs(5) noac: every question goes to the server. */
    public static final AttributeCachePolicy NONE = ofSeconds(0, 0, 0, 0);

    public static AttributeCachePolicy ofSeconds(
            int fileMinimum, int fileMaximum, int directoryMinimum, int directoryMaximum) {
        return new AttributeCachePolicy(
                fileMinimum * Clocks.NANOS,
                fileMaximum * Clocks.NANOS,
                directoryMinimum * Clocks.NANOS,
                directoryMaximum * Clocks.NANOS);
    }

    /**
     * How long a name is believed: nfs(5) has it follow the directory.
     *
     * @param contested whether others change the directory, too
     */
    long names(boolean contested) {
        return contested ? Math.min(fileMinimum, directoryMinimum) : directoryMinimum;
    }

    long minimum(boolean directory) {
        return directory ? directoryMinimum : fileMinimum;
    }

    /** The time after {@code current} for an object found unchanged when that ran out. */
    long longer(boolean directory, long current) {
        return Math.min(current * 2, directory ? directoryMaximum : fileMaximum);
    }
}
