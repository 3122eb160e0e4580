package io.moorage.fileserver;

import io.moorage.base.sigv4.SigV4;
import io.moorage.fileserver.access.AccessControl;
import io.moorage.fileserver.access.Authority;
import io.moorage.fileserver.access.WriterGuards;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.filestore.SipHash;
import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The file systems that are open, each with a service of its own: its connections know nothing but that file system. Guarded by the file
 * server's lock.
 */
final class OpenFileSystems implements AutoCloseable {
    private static final Logger LOG = System.getLogger(OpenFileSystems.class.getName());

    private final NfsServer nfs;
    private final StateDirectory state;
    private final DescriptorBudget budget;
    private final LeaseConfig lease;
    private final Security security;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** By file system id. */
    private final Map<String, ServedFileSystem> open = new TreeMap<>();

    /** File systems whose files cannot be moved between storage classes. */
    private final Set<String> unmanaged = new HashSet<>();

    private AccessControl.@Nullable Surroundings surroundings;

    /**
     * How connections are secured and clients known.
     *
     * @param tls null when only plain connections are served
     */
    record Security(@Nullable Supplier<SSLEngine> tls, Authority authority) {
        static final Security PLAIN = new Security(null, Authority.NONE);
    }

    OpenFileSystems(
            NfsServer nfs,
            StateDirectory state,
            DescriptorBudget budget,
            LeaseConfig lease,
            Security security,
            InstantSource clock,
            RandomGenerator random) {
        this.nfs = nfs;
        this.state = state;
        this.budget = budget;
        this.lease = lease;
        this.security = security;
        this.clock = clock;
        this.random = random;
    }

    @Nullable
    ServedFileSystem find(String id) {
        return open.get(id);
    }

    /** @throws IOException when it is not open, in words */
    ServedFileSystem required(String id) throws IOException {
        ServedFileSystem fileSystem = open.get(id);
        if (fileSystem == null) {
            throw new IOException("there is no file system " + id);
        }
        return fileSystem;
    }

    /** Those that are open now, by id. */
    SortedMap<String, ServedFileSystem> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** The one in a directory, opened where it is not: as {@code told} says, before anybody can reach it. */
    ServedFileSystem opened(String id, String directory, Told told) throws IOException {
        ServedFileSystem present = open.get(id);
        if (present != null) {
            return present;
        }
        DirectoryFileSystem files = DirectoryFileSystem.open(Path.of(directory), budget, clock, random);
        ServedFileSystem fileSystem;
        try {
            NfsFileSystemService service = nfs.serve(id, files, lease, state.recovery(id));
            WriterGuards here = new WriterGuards(ServedFileSystem.places(files));
            List<WriterGuards.Guard> guarded =
                    ServedFileSystem.guards(told.guards().inForce(id));
            here.set(guarded);
            guarded.forEach(here::settled);
            AccessControl access = new AccessControl(id, files, service::view, here, surroundings(), told.termsOf(id));
            fileSystem = new ServedFileSystem(
                    files, nfs, service, access, here, security.tls(), directory, state.credits(id, clock.instant()));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
        open.put(id, fileSystem);
        follow(id, fileSystem, told);
        return fileSystem;
    }

    /** What holds of a file system whoever reaches it: whether it changes, where its files are kept, how fast it is. */
    void follow(String id, ServedFileSystem fileSystem, Told told) {
        fileSystem.files().setReadOnly(told.isReadOnly(id));
        manageLifecycle(id, fileSystem, told.termsOf(id));
        limitThroughput(id, fileSystem, told.termsOf(id));
    }

    private void manageLifecycle(String id, ServedFileSystem fileSystem, @Nullable FileSystemTerms terms) {
        try {
            fileSystem.manageLifecycle(terms);
            unmanaged.remove(id);
        } catch (IOException e) {
            // Told once, though it is tried every second.
            if (unmanaged.add(id)) {
                LOG.log(Level.WARNING, "lifecycle management of {0}: {1}", id, e.getMessage());
            }
        }
    }

    private void limitThroughput(String id, ServedFileSystem fileSystem, @Nullable FileSystemTerms terms) {
        try {
            fileSystem.limitThroughput(terms, clock.instant());
            state.keepCredits(id, fileSystem.credits());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "burst credits of {0}: {1}", id, e.getMessage());
        }
    }

    private AccessControl.Surroundings surroundings() throws IOException {
        AccessControl.Surroundings made = surroundings;
        if (made == null) {
            byte[] secret = state.secret(random);
            made = new AccessControl.Surroundings(security.authority(), name -> sealKey(secret, name), clock);
            surroundings = made;
        }
        return made;
    }

    private static byte[] sealKey(byte[] secret, String name) {
        return Arrays.copyOf(SigV4.hmac(secret, "handles of " + name), SipHash.KEY_BYTES);
    }

    /** Ends service of one; clients may reclaim what they hold when it is served again. */
    void withdraw(String id) {
        ServedFileSystem gone = open.remove(id);
        if (gone != null) {
            try {
                gone.withdraw();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "withdrawing {0}: {1}", id, e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        Set.copyOf(open.keySet()).forEach(this::withdraw);
        nfs.close();
    }
}
