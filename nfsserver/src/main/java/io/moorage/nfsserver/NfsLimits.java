package io.moorage.nfsserver;

/**
 * Bounds on what clients may use. Where EFS has a quota the default is that quota (EFS user guide, "Quotas for NFS clients" and
 * "Quotas for Amazon EFS file systems"), and what is beyond it gets NFS4ERR_DQUOT, as EFS's users see "Disk quota exceeded".
 * What single files may be is {@link io.moorage.vfs.FileLimits}.
 *
 * @param connections open at a time per file system; a further one is closed at once
 * @param activeConnections served at a time over all file systems, each by a thread; others that are heard from wait
 * @param blockedCalls calls that may wait for the disk at a time beside their connections' threads
 * @param largeBuffers messages of over 64 KiB in memory at a time, about 1.1 MiB each
 * @param clients announced at a time per file system; a further one replaces the oldest that never confirmed its announcement
 * @param sessionsPerClient of one NFSv4.1 client
 * @param slotsPerSession requests of one NFSv4.1 session under way at a time
 * @param keptReplyBytes of NFSv4.1 replies kept for repetitions per file system; then sessions with nothing kept yet wait
 * @param opensPerClient of one client, which is all mounts of a file system by one machine
 * @param usersPerClient of one client that have anything open
 * @param locksPerClient ranges locked by one client
 * @param locksPerFile ranges locked on one file, over all clients
 */
public record NfsLimits(
        int connections,
        int activeConnections,
        int blockedCalls,
        int largeBuffers,
        int clients,
        int sessionsPerClient,
        int slotsPerSession,
        int keptReplyBytes,
        int opensPerClient,
        int usersPerClient,
        int locksPerClient,
        int locksPerFile) {
    public static final NfsLimits DEFAULT =
            new NfsLimits(25_000, 512, 64, 128, 25_000, 64, 64, 32 << 20, 65_536, 65_536, 65_536, 512);
}
