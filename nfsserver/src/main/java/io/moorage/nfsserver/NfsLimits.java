package io.moorage.nfsserver;

/**
 * Bounds on what clients may use. The defaults are EFS's quotas where it has them (EFS user guide, "Amazon EFS quotas").
 *
 * @param connections open at a time over all listeners; a further one is closed at once
 * @param blockedCalls calls that may wait for the disk at a time beside their connections' threads
 * @param largeBuffers messages of over 64 KiB in memory at a time, about 1.1 MiB each
 * @param clients announced at a time per file system
 * @param opensPerClient of one client
 * @param locksPerFile ranges locked on one file, over all clients
 * @param slotsPerSession requests of one NFSv4.1 session under way at a time
 */
public record NfsLimits(
        int connections,
        int blockedCalls,
        int largeBuffers,
        int clients,
        int opensPerClient,
        int locksPerFile,
        int slotsPerSession) {
    public static final NfsLimits DEFAULT = new NfsLimits(1024, 64, 128, 4096, 65_536, 512, 64);
}
