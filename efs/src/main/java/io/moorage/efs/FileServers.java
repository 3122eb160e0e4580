package io.moorage.efs;

import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.model.efs.AccessPoint.PosixUser;
import io.moorage.model.efs.AccessPoint.RootDirectory;
import io.moorage.model.efs.LifecycleConfiguration;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file servers, as EFS's loops see them. Every call may be repeated; an {@link IOException} means that nothing is
 * known of its outcome, names what was waited for, and comes within half a minute. Thread-safe.
 */
public interface FileServers {
    /** Makes an empty file system, durably; keeps the one that is there. */
    void create(String fileSystemId) throws IOException, InterruptedException;

    /** Takes a file system with all its data out of reach, for good. Its space is freed in the background. */
    void remove(String fileSystemId) throws IOException, InterruptedException;

    /**
     * Declares everything that is served from now on: mount targets not among the exports are served no more when this
     * returns, and what is said of the file systems holds for every client that comes from then on.
     *
     * @return ids of the mount targets that answer clients now; one missing here may answer later
     */
    Set<String> export(Declaration wanted) throws IOException, InterruptedException;

    /**
     * Shuts an instance out of every file system of its VPC. When this returns, its clients are expired, their locks are free, its
     * connections are dropped, no request of theirs is still being carried out, and its addresses are refused, also by
     * file servers started later. A newer epoch replaces an older; an older one changes nothing.
     *
     * @return the clients that were ended for it, as far as the file servers remember
     */
    List<Failover.CutOff> fence(Fence fence) throws IOException, InterruptedException;

    /** Admits an instance again unless a newer epoch shut it out since. */
    void lift(Fence fence) throws IOException, InterruptedException;

    /**
     * Lets nobody but a guard's holder write in its directory. When this returns, what others had open for writing there is
     * closed, no change of theirs is still being carried out, and none is admitted, also by file servers started later. A newer
     * token replaces an older; an older one changes nothing.
     */
    void guard(WriterGuard guard) throws IOException, InterruptedException;

    /** Lets everybody write again unless a newer token forbade it since. */
    void release(WriterGuard guard) throws IOException, InterruptedException;

    /**
     * What each file system counts for (EFS user guide, "Metering: how Amazon EFS reports sizes") that is served now. One
     * without a mount target is not: nobody can change it. Nor is one that was not counted yet after a start.
     */
    Map<String, Metered> metered() throws IOException, InterruptedException;

    /**
     * What clients do with each file system that is served; counted from the start of its file server, which may have been
     * since the last answer.
     */
    Map<String, Traffic> traffic() throws IOException, InterruptedException;

    /**
     * @param connections of clients now
     * @param permittedThroughput what EFS would permit, in bytes per second; 0 when it is not known
     * @param burstCreditBalance in bytes; empty in the elastic mode, which has none
     */
    record Traffic(
            int connections,
            Work reads,
            Work writes,
            Work metadata,
            double permittedThroughput,
            Optional<Long> burstCreditBalance) {
        public static final Traffic NONE = new Traffic(0, Work.NONE, Work.NONE, Work.NONE, 0, Optional.empty());
    }

    /**
     * Requests of one kind.
     *
     * @param bytes of data; none of metadata
     */
    record Work(long requests, long bytes) {
        public static final Work NONE = new Work(0, 0);

        /** What was done since {@code before}; everything, when the counting began anew. */
        public Work since(Work before) {
            return requests < before.requests || bytes < before.bytes
                    ? this
                    : new Work(requests - before.requests, bytes - before.bytes);
        }
    }

    /** Bytes by storage class; each is counted in one. */
    record Metered(long standardBytes, long iaBytes, long archiveBytes) {
        public long bytes() {
            return standardBytes + iaBytes + archiveBytes;
        }
    }

    /**
     * Copies a file system as it is at one moment. Asked again until it is done; a copy that failed is begun anew by the next
     * call.
     *
     * @param reference an earlier copy of the same file system, with which files that have not changed are shared
     */
    Copied snapshot(String recoveryPointId, String fileSystemId, Optional<String> reference)
            throws IOException, InterruptedException;

    /** Puts a copy into a new directory of a file system's root, all at once. Asked again until it is done. */
    Copied restore(String recoveryPointId, String fileSystemId, String directory)
            throws IOException, InterruptedException;

    /**
     * One round of making a file system as another is at one moment. Asked again until it is done; asked after that, another
     * round begins.
     */
    Copied replicate(String sourceFileSystemId, String destinationFileSystemId)
            throws IOException, InterruptedException;

    /**
     * Brings a round that has begun to change the destination to its end, so that it shows one moment, and forgets what
     * replication kept beside. Asked again until it is done. A destination that is gone is done with.
     */
    Copied endReplication(String destinationFileSystemId) throws IOException, InterruptedException;

    /** Takes a copy out of reach, whether it was finished or not. Its space is freed in the background. */
    void forget(String recoveryPointId) throws IOException, InterruptedException;

    /** Where a copy stands. */
    sealed interface Copied {
        record Running() implements Copied {}

        /**
         * @param moment what the copy shows
         * @param bytes it counts for by EFS's rules
         */
        record Done(Instant moment, long bytes) implements Copied {}

        record Failed(String why) implements Copied {}
    }

    /**
     * Everything that file servers are to know.
     *
     * @param fileSystems every file system that there is, also one that is served nowhere
     */
    record Declaration(Set<Export> exports, Set<Terms> fileSystems) {
        public Declaration {
            exports = Set.copyOf(exports);
            fileSystems = Set.copyOf(fileSystems);
        }
    }

    /**
     * On what terms a file system is served, at whatever address.
     *
     * @param arn names it as a resource in its policy
     * @param readOnly true when clients may change nothing
     * @param policy the file system policy's document; empty when the default one is in effect, which lets every client in
     * @param throughputMode {@code bursting}, {@code provisioned} or {@code elastic}
     * @param provisionedThroughputInMibps there exactly when the mode is {@code provisioned}
     * @param throttled whether its throughput is limited as EFS limits it
     * @param lifecycle when files move between storage classes
     * @param accessPoints in the order of their ids
     */
    record Terms(
            String fileSystemId,
            String arn,
            boolean readOnly,
            Optional<String> policy,
            String throughputMode,
            Optional<Double> provisionedThroughputInMibps,
            boolean throttled,
            LifecycleConfiguration lifecycle,
            List<AccessPointTerms> accessPoints) {
        public Terms {
            accessPoints = List.copyOf(accessPoints);
        }
    }

    /**
     * What clients that come through an access point get.
     *
     * @param arn as the condition key {@code elasticfilesystem:AccessPointArn} has it
     */
    record AccessPointTerms(String id, String arn, Optional<PosixUser> posixUser, RootDirectory rootDirectory) {}

    /**
     * A file system at an address.
     *
     * @param address IPv4, in the VPC's own address space; clients in that VPC reach it at port 2049
     */
    record Export(String mountTargetId, String fileSystemId, String vpcId, String address) {}
}
