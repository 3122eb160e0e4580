package io.moorage.fileserver;

import io.moorage.fileserver.access.AccessControl;
import io.moorage.fileserver.access.Whereabouts;
import io.moorage.fileserver.access.WriterGuards;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.fileserver.throughput.Account;
import io.moorage.fileserver.throughput.BurstCredits;
import io.moorage.filestore.CopiedTree;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.filestore.LifecycleRules;
import io.moorage.filestore.MeteredSize;
import io.moorage.filestore.Place;
import io.moorage.nfsserver.ClientListing;
import io.moorage.nfsserver.NfsFileSystemService;
import io.moorage.nfsserver.NfsServer;
import io.moorage.nfsserver.TrafficListing;
import io.moorage.nfsserver.View;
import io.moorage.nfsserver.transport.Listener;
import io.moorage.posix.Namespaces;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** One file system with its NFS service and the sockets it is served on. Guarded by the file server's lock. */
final class ServedFileSystem {
    private static final int BACKLOG = 512;

    private final DirectoryFileSystem files;
    private final NfsServer server;
    private final NfsFileSystemService service;
    private final AccessControl access;
    private final WriterGuards guards;
    private final @Nullable Supplier<SSLEngine> tls;
    private final String directory;
    private final Account account;
    private final Map<String, ListeningExport> listening = new HashMap<>();

    /** Addresses that the service refuses now. */
    private Set<InetAddress> shutOut = Set.of();

    /** Those of them of which nothing is left. */
    private Set<InetAddress> fenced = Set.of();

    /** @param namespace identifies the namespace itself, since another may take its name */
    private record ListeningExport(Export export, @Nullable Object namespace, Listener listener, int port) {}

    /** @param tls null when only plain connections are served */
    ServedFileSystem(
            DirectoryFileSystem files,
            NfsServer server,
            NfsFileSystemService service,
            AccessControl access,
            WriterGuards guards,
            @Nullable Supplier<SSLEngine> tls,
            String directory,
            BurstCredits credits) {
        this.account = new Account(service.throttle(), credits);
        this.files = files;
        this.server = server;
        this.service = service;
        this.access = access;
        this.guards = guards;
        this.tls = tls;
        this.directory = directory;
    }

    String directory() {
        return directory;
    }

    /** From now on these terms hold; null: it is open to everyone. */
    void follow(@Nullable FileSystemTerms terms) {
        access.follow(terms);
    }

    /** From now on files move between storage classes as these terms say, and what is to be moved now is begun. */
    void manageLifecycle(@Nullable FileSystemTerms terms) throws IOException {
        files.setLifecycle(terms == null ? LifecycleRules.NONE : rules(terms.lifecycle()));
        files.tend();
    }

    /** From now on clients are limited as these terms say. */
    void limitThroughput(@Nullable FileSystemTerms terms, Instant now) {
        account.follow(terms, now, () -> files.lastMeteredSize()
                .map(MeteredSize::standardBytes)
                .orElse(0L));
    }

    BurstCredits credits() {
        return account.credits();
    }

    private static LifecycleRules rules(FileSystemTerms.@Nullable Lifecycle wanted) {
        return wanted == null
                ? LifecycleRules.NONE
                : new LifecycleRules(days(wanted.toIaDays()), days(wanted.toArchiveDays()), wanted.backOnAccess());
    }

    private static Optional<Duration> days(@Nullable Integer days) {
        return Optional.ofNullable(days).map(Duration::ofDays);
    }

    Optional<MeteredSize> usage() {
        return files.meteredSize();
    }

    Response.Copy snapshot(CopyJobs copies, Request.Snapshot wanted) {
        Path place = Path.of(wanted.directory());
        Path making = place.resolveSibling(".making-" + place.getFileName());
        Optional<Path> reference = Optional.ofNullable(wanted.reference()).map(Path::of);
        return copies.ask("copy to " + place, goesOn -> {
            Optional<CopiedTree> made = CopyRecord.read(place);
            if (made.isPresent()) {
                return made.get();
            }
            CopiedTree copied = files.copyTo(making, reference, goesOn);
            CopyRecord.write(place, copied);
            CopyJobs.inPlace(making, place);
            return copied;
        });
    }

    Response.Copy restore(CopyJobs copies, Request.Restore wanted) {
        Path copy = Path.of(wanted.directory());
        return copies.ask("restore of " + copy + " to " + directory + "/" + wanted.name(), goesOn -> {
            Optional<CopiedTree> copied = CopyRecord.read(copy);
            if (copied.isPresent() && Files.isDirectory(Path.of(directory, wanted.name()))) {
                // Restored by a process that died before it could say so.
                return copied.get();
            }
            return files.restore(copy, wanted.name(), goesOn);
        });
    }

    DirectoryFileSystem files() {
        return files;
    }

    Replica replica(Path stage) {
        return new Replica(files, stage);
    }

    Browser browser() {
        return new Browser(files);
    }

    /** @throws IOException when there is no such access point */
    Browser visit(Request.Visit visit) throws IOException {
        View view = access.visit(visit.accessPointId(), visit.visitor());
        return new Browser(view.files(), view.caller(visit.root() ? Caller.ROOT : Browser.NOBODY));
    }

    Response.Traffic.FileSystemTraffic traffic(String id) {
        List<Response.Traffic.AddressTraffic> addresses = new ArrayList<>();
        for (TrafficListing listing : service.traffic()) {
            Map<String, Response.Traffic.Work> work = new TreeMap<>();
            listing.work()
                    .forEach((kind, done) -> work.put(
                            kind.name(), new Response.Traffic.Work(done.bytes(), done.nanos(), done.latencies())));
            addresses.add(new Response.Traffic.AddressTraffic(listing.address().getHostAddress(), work));
        }
        return new Response.Traffic.FileSystemTraffic(
                id, service.connections(), addresses, account.permittedThroughput(), account.burstCreditBalance());
    }

    List<Response.Held.HeldFile> held(String id, int most) {
        return service.held(most).stream()
                .map(held -> new Response.Held.HeldFile(
                        id, held.clientId(), path(held.file()), held.reads(), held.writes(), held.locks()))
                .toList();
    }

    private String path(FileHandle file) {
        try {
            return files.placeOf(file).path().orElse("");
        } catch (VfsException untold) {
            return "";
        }
    }

    List<ClientListing> clients() {
        return service.clients();
    }

    /**
     * Refuses these addresses and admits all others. What was refused already is not looked at again.
     *
     * @param ended is told of each client that was
     */
    void fence(Set<String> addresses, Duration patience, Consumer<ClientListing> ended)
            throws IOException, TimeoutException, InterruptedException {
        lift(addresses);
        Set<InetAddress> wanted = literals(addresses);
        if (!wanted.equals(fenced)) {
            // Also when it fails: it has begun.
            shutOut = Set.copyOf(wanted);
            files.breakPause();
            service.fence(wanted, patience, ended);
            fenced = shutOut;
        }
    }

    /** Admits all but these addresses; needs to wait for nothing. */
    void lift(Set<String> addresses) throws IOException {
        Set<InetAddress> kept = literals(addresses);
        kept.retainAll(shutOut);
        Set<InetAddress> lifted = new HashSet<>(shutOut);
        lifted.removeAll(kept);
        service.lift(lifted);
        shutOut = Set.copyOf(kept);
        kept.retainAll(fenced);
        fenced = Set.copyOf(kept);
    }

    /**
     * Makes these guards hold, and what one of them forbids end.
     *
     * @param order the one that is new among them, or was released
     */
    void guard(List<GuardOrder> inForce, GuardOrder order, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        guards.set(guards(inForce));
        if (!order.released()) {
            requireNoLinks(order.directory());
            WriterGuards.Guard guard = guards(List.of(order)).getFirst();
            files.breakPause();
            service.revokeWrites(guard.writers(), open -> guards.covered(guard, open), patience);
            guards.settled(guard);
        }
    }

    static Whereabouts.Places places(DirectoryFileSystem files) {
        return new Whereabouts.Places() {
            @Override
            public Place of(FileHandle file) throws VfsException {
                return files.placeOf(file);
            }

            @Override
            public Set<Long> findIn(String directory, Set<Long> fileIds) throws VfsException {
                return files.findIn(directory, fileIds);
            }
        };
    }

    /** Where an object is counts, not how one came there. */
    private void requireNoLinks(String guarded) throws IOException {
        Path at = Path.of(directory);
        for (Path name : Path.of(guarded)) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                throw new IOException(
                        guarded + " leads over a symbolic link: only the directory itself can be guarded");
            }
        }
    }

    /** Whoever has these addresses now begins with nothing that was granted to them before. */
    void startAnew(Set<String> addresses, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        Set<InetAddress> admitted = literals(addresses);
        admitted.removeAll(shutOut);
        try {
            files.breakPause();
            service.fence(admitted, patience);
        } finally {
            service.lift(admitted);
        }
    }

    private static Set<InetAddress> literals(Set<String> addresses) throws UnknownHostException {
        Set<InetAddress> literals = new HashSet<>();
        for (String address : addresses) {
            literals.add(literal(address));
        }
        return literals;
    }

    static List<WriterGuards.Guard> guards(List<GuardOrder> orders) throws IOException {
        List<WriterGuards.Guard> guards = new ArrayList<>();
        for (GuardOrder order : orders) {
            guards.add(new WriterGuards.Guard(order.directory(), literals(order.addresses())));
        }
        return guards;
    }

    /** Listens as declared; returns the port. Doing it again does nothing. */
    int listen(Export export) throws Exception {
        Object namespace = namespace(export.netns());
        ListeningExport present = listening.get(export.mountTargetId());
        if (present != null) {
            boolean same = present.export().equals(export) && Objects.equals(present.namespace(), namespace);
            if (same && present.listener().isOpen()) {
                return present.port();
            }
            close(export.mountTargetId());
        }
        ServerSocketChannel socket = export.netns() == null
                ? bind(export)
                : Namespaces.in(Namespaces.named(export.netns()), () -> bind(export));
        int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        Listener listener = service.listen(socket, export.mountTargetId(), tls, access);
        listening.put(export.mountTargetId(), new ListeningExport(export, namespace, listener, port));
        return port;
    }

    /** Stops serving on all but these mount targets. */
    void retain(Set<String> mountTargetIds) throws IOException {
        for (String id : Set.copyOf(listening.keySet())) {
            if (!mountTargetIds.contains(id)) {
                close(id);
            }
        }
    }

    private void close(String mountTargetId) throws IOException {
        ListeningExport gone = listening.remove(mountTargetId);
        if (gone != null) {
            gone.listener().close();
        }
    }

    /** Ends service; clients may reclaim what they hold when it is served again. */
    void withdraw() throws IOException {
        retain(Set.of());
        server.withdraw(service);
        files.close();
    }

    private static ServerSocketChannel bind(Export export) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return socket.bind(new InetSocketAddress(literal(export.address()), export.port()), BACKLOG);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static @Nullable Object namespace(@Nullable String netns) throws IOException {
        if (netns == null) {
            return null;
        }
        try {
            return Files.getAttribute(Namespaces.named(netns), "unix:ino");
        } catch (NoSuchFileException e) {
            throw new IOException("there is no network namespace " + netns, e);
        }
    }

    /** An address and never a name: nothing here may ask a name server. */
    static InetAddress literal(String address) throws UnknownHostException {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException notLiteral) {
            throw new UnknownHostException("no IP address: " + address);
        }
    }
}
