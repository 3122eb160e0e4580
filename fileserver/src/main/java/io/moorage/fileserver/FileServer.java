package io.moorage.fileserver;

import io.moorage.base.sigv4.SigV4;
import io.moorage.fileserver.access.AccessControl;
import io.moorage.fileserver.access.Authority;
import io.moorage.fileserver.access.WriterGuards;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.filestore.MeteredSize;
import io.moorage.filestore.SipHash;
import io.moorage.nfsserver.ClientListing;
import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is served follow what was declared, as often as asked. What it is told is on disk before it is done, so that
 * a new process goes on by itself; fences are in force before a file system's first socket is.
 *
 * <p>Each export serves its own file system and no other: its connections know nothing but that file system's service.
 */
final class FileServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FileServer.class.getName());
    private static final Duration FENCE_PATIENCE = Duration.ofSeconds(5);

    private final NfsServer nfs;
    private final StateDirectory state;
    private final DescriptorBudget budget;
    private final LeaseConfig lease;
    private final Security security;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** By file system id. */
    private final Map<String, ServedFileSystem> served = new HashMap<>();

    private final CopyJobs copies = new CopyJobs();
    /** File systems whose files cannot be moved between storage classes. */
    private final Set<String> unmanaged = new HashSet<>();

    private final Map<String, Integer> serving = new TreeMap<>();
    private final Map<String, String> failing = new TreeMap<>();
    private AccessControl.@Nullable Surroundings surroundings;
    private List<Export> declared = List.of();
    private List<FileSystemTerms> terms = List.of();
    private Fences fences = Fences.NONE;

    /** What the last order about each instance that is shut out ended. */
    private final Map<String, CutOffs> cutOff = new HashMap<>();

    private Guards guards = Guards.NONE;

    /**
     * How connections are secured and clients known.
     *
     * @param tls null when only plain connections are served
     */
    record Security(@Nullable Supplier<SSLEngine> tls, Authority authority) {
        static final Security PLAIN = new Security(null, Authority.NONE);
    }

    FileServer(
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

    /** Serves again what the last process was told to. */
    synchronized void resume() throws IOException {
        StateDirectory.Told told = state.load();
        fences = Fences.of(told.fences());
        guards = Guards.of(told.guards());
        declared = told.exports();
        terms = told.terms();
        reconcile();
    }

    synchronized Response.Declared declare(List<Export> exports, List<FileSystemTerms> onTerms) throws IOException {
        requireConsistent(exports, onTerms);
        if (!exports.equals(declared) || !onTerms.equals(terms)) {
            state.save(new StateDirectory.Told(exports, onTerms, fences.orders(), guards.orders()));
        }
        declared = List.copyOf(exports);
        terms = List.copyOf(onTerms);
        reconcile();
        return new Response.Declared(new TreeMap<>(serving), new TreeMap<>(failing));
    }

    /**
     * Returns once the order is in force. An older order than the last about the instance is acknowledged and changes
     * nothing.
     *
     * @return the clients that it ended, also those that an earlier call did which timed out
     * @throws TimeoutException when a request under way does not end: the order is kept; ask again
     */
    synchronized List<Response.Fenced.CutOff> fence(FenceOrder order)
            throws IOException, TimeoutException, InterruptedException {
        for (String address : order.addresses()) {
            ServedFileSystem.literal(address);
        }
        fences = fences.with(order);
        state.save(new StateDirectory.Told(declared, terms, fences.orders(), guards.orders()));
        CutOffs ended = cutOff.compute(
                order.instanceId(),
                (_, last) -> last == null || last.epoch() < order.epoch() ? CutOffs.of(order.epoch()) : last);
        fenceAll(order, ended);
        if (order.lifted()) {
            cutOff.remove(order.instanceId());
        }
        return ended.list();
    }

    /** One file system whose disk hangs must not leave the instance its way into the others; all of them have the time of one. */
    private void fenceAll(FenceOrder order, CutOffs ended) throws IOException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + FENCE_PATIENCE.toNanos();
        Optional<IOException> failure = Optional.empty();
        Optional<TimeoutException> hangs = Optional.empty();
        for (Map.Entry<String, ServedFileSystem> entry : served.entrySet()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            try {
                Set<String> refused = shutOut(entry.getKey());
                if (order.lifted()) {
                    entry.getValue().lift(refused);
                } else {
                    entry.getValue().fence(refused, left, client -> ended.add(entry.getKey(), client));
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            } catch (TimeoutException e) {
                hangs = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (hangs.isPresent()) {
            throw hangs.get();
        }
    }

    /**
     * Returns once the order is in force. An order with an older token than the last about the directory is acknowledged and
     * changes nothing.
     *
     * @throws TimeoutException when a request under way does not end: the order is kept; ask again
     */
    synchronized void guard(GuardOrder order) throws IOException, TimeoutException, InterruptedException {
        for (String address : order.addresses()) {
            ServedFileSystem.literal(address);
        }
        Optional<GuardOrder> before = guards.about(order);
        if (!order.supersedes(before.orElse(null))) {
            return;
        }
        ServedFileSystem fileSystem = served.get(order.fileSystemId());
        if (fileSystem != null
                && before.filter(old -> isAnotherMachine(old, order)).isPresent()) {
            fileSystem.startAnew(order.addresses(), FENCE_PATIENCE);
        }
        guards = guards.with(order);
        state.save(new StateDirectory.Told(declared, terms, fences.orders(), guards.orders()));
        if (fileSystem != null) {
            fileSystem.guard(guards.inForce(order.fileSystemId()), order, FENCE_PATIENCE);
        }
    }

    /** What the address's former machine had open must not be its present one's. */
    private static boolean isAnotherMachine(GuardOrder before, GuardOrder now) {
        return !before.instanceId().equals(now.instanceId())
                && !Collections.disjoint(before.addresses(), now.addresses());
    }

    /** Brings what is served in line with what was declared, as far as it can be done now. */
    synchronized void reconcile() {
        serving.clear();
        failing.clear();
        Map<String, List<Export>> wanted = new LinkedHashMap<>();
        declared.forEach(export -> wanted.computeIfAbsent(export.fileSystemId(), id -> new ArrayList<>())
                .add(export));
        served.forEach((id, fileSystem) -> {
            fileSystem.files().setReadOnly(isReadOnly(id));
            manageLifecycle(id, fileSystem);
            limitThroughput(id, fileSystem);
        });
        Map<String, String> directories = new LinkedHashMap<>();
        declared.forEach(export -> directories.put(export.fileSystemId(), export.directory()));
        terms.forEach(settings -> directories.put(settings.fileSystemId(), settings.directory()));
        Map.copyOf(served).forEach((id, fileSystem) -> {
            if (!fileSystem.directory().equals(directories.get(id))) {
                withdraw(id);
            }
        });
        wanted.forEach(this::follow);
        directories.keySet().removeAll(wanted.keySet());
        directories.forEach(this::keepOpen);
    }

    /** One without exports is there for its administrator, and is metered. */
    private void keepOpen(String fileSystemId, String directory) {
        try {
            opened(fileSystemId, directory).retain(Set.of());
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "{0} cannot be opened: {1}", fileSystemId, e);
        }
    }

    private void follow(String fileSystemId, List<Export> exports) {
        Set<String> ids = new HashSet<>();
        exports.forEach(export -> ids.add(export.mountTargetId()));
        for (Export export : exports) {
            try {
                ServedFileSystem fileSystem = opened(fileSystemId, export.directory());
                fileSystem.retain(ids);
                fileSystem.follow(termsOf(fileSystemId));
                // Mount targets in another namespace bring other fences; before the first socket there.
                fileSystem.fence(shutOut(fileSystemId), FENCE_PATIENCE, _ -> {});
                serving.put(export.mountTargetId(), fileSystem.listen(export));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                String why = e.getMessage() == null ? e.toString() : e.getMessage();
                failing.put(export.mountTargetId(), why);
                LOG.log(Level.DEBUG, "{0} of {1} is not served: {2}", export.mountTargetId(), fileSystemId, why);
            }
        }
    }

    private ServedFileSystem opened(String id, String directory) throws IOException {
        ServedFileSystem present = served.get(id);
        if (present != null) {
            return present;
        }
        DirectoryFileSystem files = DirectoryFileSystem.open(Path.of(directory), budget, clock, random);
        ServedFileSystem fileSystem;
        try {
            NfsFileSystemService service = nfs.serve(id, files, lease, state.recovery(id));
            WriterGuards here = new WriterGuards(ServedFileSystem.places(files));
            List<WriterGuards.Guard> guarded = ServedFileSystem.guards(guards.inForce(id));
            here.set(guarded);
            guarded.forEach(here::settled);
            AccessControl access = new AccessControl(id, files, service::view, here, surroundings(), termsOf(id));
            fileSystem = new ServedFileSystem(
                    files, nfs, service, access, here, security.tls(), directory, state.credits(id, clock.instant()));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
        files.setReadOnly(isReadOnly(id));
        served.put(id, fileSystem);
        manageLifecycle(id, fileSystem);
        limitThroughput(id, fileSystem);
        return fileSystem;
    }

    private void manageLifecycle(String id, ServedFileSystem fileSystem) {
        try {
            fileSystem.manageLifecycle(termsOf(id));
            unmanaged.remove(id);
        } catch (IOException e) {
            // Told once, though it is tried every second.
            if (unmanaged.add(id)) {
                LOG.log(Level.WARNING, "lifecycle management of {0}: {1}", id, e.getMessage());
            }
        }
    }

    private void limitThroughput(String id, ServedFileSystem fileSystem) {
        try {
            fileSystem.limitThroughput(termsOf(id), clock.instant());
            state.keepCredits(id, fileSystem.credits());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "burst credits of {0}: {1}", id, e.getMessage());
        }
    }

    private boolean isReadOnly(String fileSystemId) {
        return terms.stream().anyMatch(each -> each.fileSystemId().equals(fileSystemId) && each.readOnly());
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

    private @Nullable FileSystemTerms termsOf(String fileSystemId) {
        return terms.stream()
                .filter(each -> each.fileSystemId().equals(fileSystemId))
                .findFirst()
                .orElse(null);
    }

    private Set<String> shutOut(String fileSystemId) {
        Set<String> addresses = new HashSet<>();
        for (Export export : declared) {
            if (export.fileSystemId().equals(fileSystemId)) {
                addresses.addAll(fences.shutOut(export.netns()));
            }
        }
        return addresses;
    }

    private void withdraw(String fileSystemId) {
        ServedFileSystem gone = served.remove(fileSystemId);
        if (gone != null) {
            try {
                gone.withdraw();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "withdrawing {0}: {1}", fileSystemId, e.getMessage());
            }
        }
    }

    synchronized Response.Usage usage() {
        Map<String, Response.Usage.Metered> sizes = new TreeMap<>();
        served.forEach((id, fileSystem) -> {
            Optional<MeteredSize> size = fileSystem.usage();
            size.ifPresent(counted -> sizes.put(
                    id,
                    new Response.Usage.Metered(
                            counted.standardBytes(), counted.iaBytes(), counted.archiveBytes(), counted.at())));
        });
        return new Response.Usage(sizes);
    }

    /** @throws IOException when it is not there, in words */
    synchronized Browser browser(String fileSystemId) throws IOException {
        return required(fileSystemId).browser();
    }

    /** @throws IOException when it is not there or the visitor may not, in words */
    Response visit(Request.Visit visit) throws IOException {
        if (!(visit.errand() instanceof Request.Errand errand)) {
            throw new IOException("no errand: " + visit.errand());
        }
        Browser browser;
        synchronized (this) {
            browser = required(errand.fileSystemId()).visit(visit);
        }
        return browser.run(errand);
    }

    private ServedFileSystem required(String fileSystemId) throws IOException {
        ServedFileSystem fileSystem = served.get(fileSystemId);
        if (fileSystem == null) {
            throw new IOException("there is no file system " + fileSystemId);
        }
        return fileSystem;
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy snapshot(Request.Snapshot wanted) throws IOException {
        return required(wanted.fileSystemId()).snapshot(copies, wanted);
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy restore(Request.Restore wanted) throws IOException {
        return required(wanted.fileSystemId()).restore(copies, wanted);
    }

    /** @throws IOException when one of the file systems is not there, in words */
    synchronized Response.Copy replicate(Request.Replicate wanted) throws IOException {
        ServedFileSystem source = required(wanted.sourceFileSystemId());
        Replica replica = required(wanted.fileSystemId()).replica(Path.of(wanted.stage()));
        return copies.askAgain(
                "replication to " + wanted.fileSystemId(), goesOn -> replica.round(source.files(), goesOn));
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy endReplication(Request.EndReplication wanted) throws IOException {
        Replica replica = required(wanted.fileSystemId()).replica(Path.of(wanted.stage()));
        return copies.askAgain("end of replication to " + wanted.fileSystemId(), replica::end);
    }

    synchronized Response.Traffic traffic() {
        List<Response.Traffic.FileSystemTraffic> all = new ArrayList<>();
        new TreeMap<>(served).forEach((id, fileSystem) -> all.add(fileSystem.traffic(id)));
        return new Response.Traffic(clock.instant(), all);
    }

    synchronized Response.Held held(int most) {
        List<Response.Held.HeldFile> all = new ArrayList<>();
        new TreeMap<>(served).forEach((id, fileSystem) -> all.addAll(fileSystem.held(id, most)));
        return new Response.Held(all);
    }

    synchronized Response.Clients clients() {
        List<Response.Clients.Client> clients = new ArrayList<>();
        served.forEach((id, fileSystem) -> fileSystem.clients().forEach(listing -> clients.add(client(id, listing))));
        return new Response.Clients(clients);
    }

    private static Response.Clients.Client client(String fileSystemId, ClientListing listing) {
        return new Response.Clients.Client(
                fileSystemId,
                listing.address().getHostAddress(),
                listing.clientId(),
                listing.owner(),
                listing.minorVersion(),
                listing.opens(),
                listing.locks());
    }

    /** One id is one mount target, and one file system is one directory. */
    private static void requireConsistent(List<Export> exports, List<FileSystemTerms> fileSystems) {
        Set<String> ids = new HashSet<>();
        Map<String, String> directories = new HashMap<>();
        for (FileSystemTerms settings : fileSystems) {
            requireFileName(settings.fileSystemId());
            directories.put(settings.fileSystemId(), settings.directory());
        }
        for (Export export : exports) {
            if (!ids.add(export.mountTargetId())) {
                throw new IllegalArgumentException("declared twice: " + export.mountTargetId());
            }
            @Nullable String other = directories.putIfAbsent(export.fileSystemId(), export.directory());
            if (other != null && !other.equals(export.directory())) {
                throw new IllegalArgumentException(
                        "%s is in %s and in %s".formatted(export.fileSystemId(), other, export.directory()));
            }
            requireFileName(export.fileSystemId());
        }
    }

    /** The id names a directory of the state. */
    private static void requireFileName(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException("no file system id: " + id);
        }
    }

    /** Ends service of everything; what was declared stays declared for the next process. */
    @Override
    public synchronized void close() throws IOException {
        copies.close();
        for (String id : Set.copyOf(served.keySet())) {
            withdraw(id);
        }
        nfs.close();
        state.close();
    }
}
