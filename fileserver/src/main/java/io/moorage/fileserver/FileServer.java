package io.moorage.fileserver;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.filestore.MeteredSize;
import io.moorage.nfsserver.ClientListing;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Makes what is served follow what was declared, as often as asked. What it is told is on disk before it is done, so that
 * a new process goes on by itself; fences are in force before a file system's first socket is.
 */
final class FileServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FileServer.class.getName());
    private static final Duration FENCE_PATIENCE = Duration.ofSeconds(5);

    private final StateDirectory state;
    private final OpenFileSystems open;
    private final InstantSource clock;
    private final CopyJobs copies = new CopyJobs();

    /** By mount target: the port it is served on, or why it is not. */
    private final Map<String, Integer> serving = new TreeMap<>();

    private final Map<String, String> failing = new TreeMap<>();
    private Told told = Told.NOTHING;

    /** What the last order about each instance that is shut out ended. */
    private final Map<String, CutOffs> cutOff = new HashMap<>();

    FileServer(StateDirectory state, OpenFileSystems open, InstantSource clock) {
        this.state = state;
        this.open = open;
        this.clock = clock;
    }

    /** Serves again what the last process was told to. */
    synchronized void resume() throws IOException {
        told = state.load();
        reconcile();
    }

    synchronized Response.Declared declare(List<Export> exports, List<FileSystemTerms> onTerms) throws IOException {
        Told next = told.declaring(exports, onTerms);
        if (!next.equals(told)) {
            state.save(next);
        }
        told = next;
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
        told = told.with(order);
        state.save(told);
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
        for (Map.Entry<String, ServedFileSystem> entry : open.all().entrySet()) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            try {
                Set<String> refused = told.shutOut(entry.getKey());
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
        Optional<GuardOrder> before = told.guards().about(order);
        if (!order.supersedes(before.orElse(null))) {
            return;
        }
        ServedFileSystem fileSystem = open.find(order.fileSystemId());
        if (fileSystem != null
                && before.filter(old -> isAnotherMachine(old, order)).isPresent()) {
            fileSystem.startAnew(order.addresses(), FENCE_PATIENCE);
        }
        told = told.with(order);
        state.save(told);
        if (fileSystem != null) {
            fileSystem.guard(told.guards().inForce(order.fileSystemId()), order, FENCE_PATIENCE);
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
        Map<String, String> directories = told.directories();
        open.all().forEach((id, fileSystem) -> {
            if (fileSystem.directory().equals(directories.get(id))) {
                open.follow(id, fileSystem, told);
            } else {
                open.withdraw(id);
            }
        });
        Map<String, List<Export>> wanted = told.exportsByFileSystem();
        wanted.forEach(this::follow);
        directories.keySet().removeAll(wanted.keySet());
        directories.forEach(this::keepOpen);
    }

    /** One without exports is there for its administrator, and is metered. */
    private void keepOpen(String fileSystemId, String directory) {
        try {
            open.opened(fileSystemId, directory, told).retain(Set.of());
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "{0} cannot be opened: {1}", fileSystemId, e);
        }
    }

    private void follow(String fileSystemId, List<Export> exports) {
        Set<String> ids = new HashSet<>();
        exports.forEach(export -> ids.add(export.mountTargetId()));
        for (Export export : exports) {
            try {
                ServedFileSystem fileSystem = open.opened(fileSystemId, export.directory(), told);
                fileSystem.retain(ids);
                fileSystem.follow(told.termsOf(fileSystemId));
                // Mount targets in another namespace bring other fences; before the first socket there.
                fileSystem.fence(told.shutOut(fileSystemId), FENCE_PATIENCE, _ -> {});
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

    synchronized Response.Usage usage() {
        Map<String, Response.Usage.Metered> sizes = new TreeMap<>();
        open.all().forEach((id, fileSystem) -> {
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
        return open.required(fileSystemId).browser();
    }

    /** @throws IOException when it is not there or the visitor may not, in words */
    Response visit(Request.Visit visit) throws IOException {
        if (!(visit.errand() instanceof Request.Errand errand)) {
            throw new IOException("no errand: " + visit.errand());
        }
        Browser browser;
        synchronized (this) {
            browser = open.required(errand.fileSystemId()).visit(visit);
        }
        return browser.run(errand);
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy snapshot(Request.Snapshot wanted) throws IOException {
        return open.required(wanted.fileSystemId()).snapshot(copies, wanted);
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy restore(Request.Restore wanted) throws IOException {
        return open.required(wanted.fileSystemId()).restore(copies, wanted);
    }

    /** @throws IOException when one of the file systems is not there, in words */
    synchronized Response.Copy replicate(Request.Replicate wanted) throws IOException {
        ServedFileSystem source = open.required(wanted.sourceFileSystemId());
        Replica replica = open.required(wanted.fileSystemId()).replica(Path.of(wanted.stage()));
        return copies.askAgain(
                "replication to " + wanted.fileSystemId(), goesOn -> replica.round(source.files(), goesOn));
    }

    /** @throws IOException when the file system is not there, in words */
    synchronized Response.Copy endReplication(Request.EndReplication wanted) throws IOException {
        Replica replica = open.required(wanted.fileSystemId()).replica(Path.of(wanted.stage()));
        return copies.askAgain("end of replication to " + wanted.fileSystemId(), replica::end);
    }

    synchronized Response.Traffic traffic() {
        List<Response.Traffic.FileSystemTraffic> all = new ArrayList<>();
        open.all().forEach((id, fileSystem) -> all.add(fileSystem.traffic(id)));
        return new Response.Traffic(clock.instant(), all);
    }

    synchronized Response.Held held(int most) {
        List<Response.Held.HeldFile> all = new ArrayList<>();
        open.all().forEach((id, fileSystem) -> all.addAll(fileSystem.held(id, most)));
        return new Response.Held(all);
    }

    synchronized Response.Clients clients() {
        List<Response.Clients.Client> clients = new ArrayList<>();
        open.all()
                .forEach((id, fileSystem) -> fileSystem.clients().forEach(listing -> clients.add(client(id, listing))));
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

    /** Ends service of everything; what was declared stays declared for the next process. */
    @Override
    public synchronized void close() throws IOException {
        copies.close();
        open.close();
        state.close();
    }
}
