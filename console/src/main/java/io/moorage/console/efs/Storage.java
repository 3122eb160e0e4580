package io.moorage.console.efs;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.base.StoragePrices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What file servers know and do beside EFS's API. Whoever calls has asked IAM before; files are besides judged by the file server, as
 * those of any client. Every call ends within a bounded time and may throw an {@link AwsException} that says why not.
 */
public interface Storage {
    /** @param root false: as nobody (65534) where the access point has no user of its own */
    record Visitor(Principal principal, boolean root) {}

    /** @param path absolute within the access point's directory, or the whole file system; links are not followed */
    record Place(String fileSystemId, Optional<String> accessPointId, String path) {}

    /**
     * An object of a file system.
     *
     * @param type as ls(1) has it: {@code -} a file, {@code d} a directory, {@code l} a symbolic link
     * @param mode permission bits
     * @param target of a symbolic link; else empty
     */
    record Entry(String name, String type, int mode, int uid, int gid, long size, Instant modified, String target) {
        boolean isDirectory() {
            return type.equals("d");
        }

        boolean isFile() {
            return type.equals("-");
        }
    }

    /** @param next where to go on from; 0 when nothing follows */
    record Listed(List<Entry> entries, long next) {}

    /** @param end whether the file ends after it */
    record Piece(byte[] bytes, boolean end) {}

    Entry look(Visitor who, Place place);

    /** @param cookie 0 for the first entries */
    Listed list(Visitor who, Place place, long cookie);

    /** @param count at most so many bytes, up to 1 MiB */
    Piece read(Visitor who, Place place, long offset, int count);

    /** Parts are gathered beside, and take the name with the last; one at 0 begins anew. */
    void put(Visitor who, Place place, long offset, byte[] part, boolean last);

    void makeDirectory(Visitor who, Place place);

    /** Takes away some thousand names at most; true when nothing is left of what was asked. */
    boolean remove(Visitor who, Place place);

    /**
     * What a file system's clients do.
     *
     * @param open at most a thousand files
     */
    record Activity(List<Client> clients, List<HeldFile> open) {}

    /**
     * A client that has a session.
     *
     * @param owner the name it gave itself
     * @param protocol e.g. {@code NFSv4.1}
     * @param rates over the last seconds; empty until they were looked at twice
     */
    record Client(
            String address, long id, String owner, String protocol, int opens, int locks, Optional<Rates> rates) {}

    /** @param p99Micros this share of the requests took less */
    record Rates(double readBytes, double writtenBytes, double requests, double meanMicros, double p99Micros) {}

    /** @param path empty when it has no name any more */
    record HeldFile(long clientId, String path, boolean reads, boolean writes, int locks) {}

    Activity activity(String fileSystemId);

    /** A client of a file system, by its address. */
    record Mount(String fileSystemId, String address) {}

    /** Of all file systems. */
    List<Mount> mounts();

    /** @param moment that it shows, once it is complete */
    record Snapshot(
            String id,
            String fileSystemId,
            Instant created,
            boolean automatic,
            String status,
            Optional<Instant> moment,
            long bytes,
            Optional<String> message) {}

    record Restore(
            String snapshotId,
            String fileSystemId,
            String directory,
            Instant created,
            String status,
            Optional<String> message) {}

    List<Snapshot> snapshots();

    List<Restore> restores();

    /** Begins one. */
    Snapshot snapshot(String fileSystemId);

    /** Begins putting one back, into a new directory of the root. */
    Restore restore(String snapshotId, String fileSystemId);

    void forget(String snapshotId);

    StoragePrices prices();
}
