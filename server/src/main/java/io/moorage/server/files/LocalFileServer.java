package io.moorage.server.files;

import io.moorage.ec2.network.NetworkNames;
import io.moorage.efs.FileServers;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.model.efs.LifecycleConfiguration;
import io.moorage.server.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * EFS's file servers, of which there is one: the process on this machine. One that does not answer in time is killed and
 * started again, so that no wait for it is without bound; it remembers its exports and fences by itself.
 */
public final class LocalFileServer implements FileServers, FileServerDoor {
    private static final Logger LOG = System.getLogger(LocalFileServer.class.getName());
    /** Of the one file server that there is. */
    private static final String NAME = "localhost";

    private static final String REMOVED = ".removed-";

    private final FileServerProcess process;
    private final FileServerClient client;
    private final Path root;

    /** On the same disk, with a directory per recovery point. */
    private final Path snapshots;

    /** On the same disk, with a directory per destination of a replication: its source at the last round's moment. */
    private final Path replicas;

    private final NetworkNames names;

    /** @param root the directory that holds one directory per file system */
    public LocalFileServer(FileServerProcess process, FileServerClient client, Path root, NetworkNames names) {
        this.process = process;
        this.client = client;
        this.root = root;
        this.snapshots = root.toAbsolutePath().resolveSibling("efs-snapshots");
        this.replicas = root.toAbsolutePath().resolveSibling("efs-replicas");
        this.names = names;
    }

    private <T> T asking(DetachedProcess.Call<T, RefusedException> call) throws IOException {
        try {
            return process.process().asking(call);
        } catch (RefusedException e) {
            throw new IOException("the file server: " + e.getMessage(), e);
        }
    }

    /** Not as what the control plane asks: nobody's look at a large directory may cost the file server its life. */
    @Override
    public Response visit(Request.Visit visit) throws IOException, RefusedException {
        return client.visit(visit);
    }

    @Override
    public List<Response.Clients.Client> clients() throws IOException, RefusedException {
        return client.clients();
    }

    @Override
    public Response.Traffic counters() throws IOException, RefusedException {
        return client.traffic();
    }

    @Override
    public List<Response.Held.HeldFile> held(int most) throws IOException, RefusedException {
        return client.held(most);
    }

    /** True when it answers. */
    public boolean answers() {
        try {
            Response.Pong ignored = asking(client::ping);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void create(String fileSystemId) throws IOException {
        Path directory = root.resolve(fileSystemId);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            sync(root);
        }
    }

    @Override
    public void remove(String fileSystemId) throws IOException {
        aside(root, fileSystemId);
    }

    /** Deletes what an earlier process had put aside and did not finish. */
    public void finishRemovals() throws IOException {
        finishRemovals(root);
        finishRemovals(snapshots);
        finishRemovals(replicas);
    }

    private static void finishRemovals(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(REMOVED))
                    .forEach(entry -> Thread.ofPlatform().daemon().start(() -> delete(entry)));
        }
    }

    @Override
    public Copied snapshot(String recoveryPointId, String fileSystemId, Optional<String> reference) throws IOException {
        Files.createDirectories(snapshots);
        String older = reference.map(id -> snapshots.resolve(id).toString()).orElse(null);
        String directory = snapshots.resolve(recoveryPointId).toString();
        return copied(asking(() -> client.snapshot(new Request.Snapshot(fileSystemId, directory, older))));
    }

    @Override
    public Copied restore(String recoveryPointId, String fileSystemId, String directory) throws IOException {
        String copy = snapshots.resolve(recoveryPointId).toString();
        return copied(asking(() -> client.restore(new Request.Restore(copy, fileSystemId, directory))));
    }

    @Override
    public Copied replicate(String sourceFileSystemId, String destinationFileSystemId) throws IOException {
        Files.createDirectories(replicas);
        String stage = stage(destinationFileSystemId).toString();
        return copied(asking(
                () -> client.replicate(new Request.Replicate(sourceFileSystemId, destinationFileSystemId, stage))));
    }

    @Override
    public Copied endReplication(String destinationFileSystemId) throws IOException {
        Path stage = stage(destinationFileSystemId);
        if (!Files.isDirectory(stage)) {
            return new Copied.Done(Instant.EPOCH, 0);
        }
        if (Files.isDirectory(root.resolve(destinationFileSystemId))) {
            Copied ended = copied(asking(() ->
                    client.endReplication(new Request.EndReplication(destinationFileSystemId, stage.toString()))));
            if (!(ended instanceof Copied.Done)) {
                return ended;
            }
        }
        aside(replicas, destinationFileSystemId);
        return new Copied.Done(Instant.EPOCH, 0);
    }

    private Path stage(String destinationFileSystemId) {
        return replicas.resolve(destinationFileSystemId);
    }

    @Override
    public void forget(String recoveryPointId) throws IOException {
        for (String name : List.of(recoveryPointId, ".making-" + recoveryPointId, recoveryPointId + ".json")) {
            aside(snapshots, name);
        }
    }

    /** Takes something out of reach, durably, and frees its space in the background. */
    private static void aside(Path parent, String name) throws IOException {
        Path path = parent.resolve(name);
        if (Files.exists(path)) {
            Path aside = parent.resolve(REMOVED + name);
            Files.move(path, aside);
            sync(parent);
            Thread.ofPlatform().name("remove-" + name).daemon().start(() -> delete(aside));
        }
    }

    private static Copied copied(Response.Copy copy) {
        return switch (copy.state()) {
            case RUNNING -> new Copied.Running();
            case FAILED -> new Copied.Failed(copy.message());
            case DONE -> {
                Response.Copy.Tree tree = Objects.requireNonNull(copy.tree(), "tree");
                yield new Copied.Done(tree.moment(), tree.bytes());
            }
        };
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "space of " + tree + " is not freed yet", e);
        }
    }

    @Override
    public Set<String> export(Declaration wanted) throws IOException {
        List<io.moorage.fileserver.control.Export> exports =
                wanted.exports().stream().map(this::toWire).toList();
        List<FileSystemTerms> terms =
                wanted.fileSystems().stream().map(this::toWire).toList();
        Response.Declared declared = asking(() -> client.declare(exports, terms));
        declared.failing()
                .forEach((target, reason) -> LOG.log(Level.INFO, "{0} is not served yet: {1}", target, reason));
        return Set.copyOf(declared.serving().keySet());
    }

    private io.moorage.fileserver.control.Export toWire(Export export) {
        return new io.moorage.fileserver.control.Export(
                export.mountTargetId(),
                names.namespace(export.vpcId()),
                export.address(),
                2049,
                export.fileSystemId(),
                directory(export.fileSystemId()));
    }

    private FileSystemTerms toWire(Terms terms) {
        return new FileSystemTerms(
                terms.fileSystemId(),
                directory(terms.fileSystemId()),
                terms.arn(),
                terms.readOnly(),
                terms.policy().orElse(null),
                terms.throughputMode(),
                terms.provisionedThroughputInMibps().orElse(null),
                terms.throttled(),
                toWire(terms.lifecycle()),
                terms.accessPoints().stream().map(LocalFileServer::toWire).toList());
    }

    private static FileSystemTerms.@Nullable Lifecycle toWire(LifecycleConfiguration lifecycle) {
        boolean moves = lifecycle.toIa().isPresent() || lifecycle.toArchive().isPresent();
        return moves
                ? new FileSystemTerms.Lifecycle(
                        days(lifecycle.toIa()), days(lifecycle.toArchive()), lifecycle.backOnAccess())
                : null;
    }

    private static @Nullable Integer days(Optional<Duration> time) {
        return time.map(duration -> (int) duration.toDays()).orElse(null);
    }

    private String directory(String fileSystemId) {
        return root.resolve(fileSystemId).toAbsolutePath().toString();
    }

    private static FileSystemTerms.AccessPoint toWire(AccessPointTerms point) {
        return new FileSystemTerms.AccessPoint(
                point.id(),
                point.arn(),
                point.posixUser()
                        .map(user -> new FileSystemTerms.PosixUser(user.uid(), user.gid(), user.secondaryGids()))
                        .orElse(null),
                point.rootDirectory().path(),
                point.rootDirectory()
                        .creationInfo()
                        .map(info ->
                                new FileSystemTerms.CreationInfo(info.ownerUid(), info.ownerGid(), info.permissions()))
                        .orElse(null));
    }

    @Override
    public List<Failover.CutOff> fence(Fence fence) throws IOException {
        return order(fence, false).stream()
                .map(each -> new Failover.CutOff(
                        NAME, each.fileSystemId(), each.address(), each.owner(), each.opens(), each.locks()))
                .toList();
    }

    @Override
    public void lift(Fence fence) throws IOException {
        List<Response.Fenced.CutOff> _ = order(fence, true);
    }

    private List<Response.Fenced.CutOff> order(Fence fence, boolean lifted) throws IOException {
        String netns = fence.vpcId().map(names::namespace).orElse(null);
        FenceOrder order = new FenceOrder(fence.instanceId(), fence.epoch(), netns, fence.addresses(), lifted);
        return asking(() -> client.fence(order));
    }

    @Override
    public void guard(WriterGuard guard) throws IOException {
        order(guard, false);
    }

    @Override
    public void release(WriterGuard guard) throws IOException {
        order(guard, true);
    }

    private void order(WriterGuard guard, boolean released) throws IOException {
        GuardOrder order = new GuardOrder(
                guard.fileSystemId(),
                guard.directory(),
                guard.token(),
                guard.holder().instanceId(),
                guard.holder().addresses(),
                released);
        boolean ignored = asking(() -> {
            client.guard(order);
            return true;
        });
    }

    /** One that is too busy to say is not started anew for that. */
    @Override
    public Map<String, Traffic> traffic() throws IOException {
        try {
            return client.traffic().fileSystems().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Response.Traffic.FileSystemTraffic::fileSystemId, LocalFileServer::traffic));
        } catch (RefusedException e) {
            throw new IOException("the file server: " + e.getMessage(), e);
        }
    }

    private static Traffic traffic(Response.Traffic.FileSystemTraffic counted) {
        return new Traffic(
                counted.connections(),
                work(counted, "DATA_READ"),
                work(counted, "DATA_WRITE"),
                work(counted, "METADATA"),
                counted.permittedThroughput(),
                Optional.ofNullable(counted.burstCreditBalance()));
    }

    private static Work work(Response.Traffic.FileSystemTraffic counted, String kind) {
        long requests = 0;
        long bytes = 0;
        for (Response.Traffic.AddressTraffic address : counted.addresses()) {
            Response.Traffic.Work work = address.work().get(kind);
            if (work != null) {
                requests += work.latencies().stream().mapToLong(Long::longValue).sum();
                bytes += work.bytes();
            }
        }
        return new Work(requests, bytes);
    }

    @Override
    public Map<String, Metered> metered() throws IOException {
        return asking(client::usage).fileSystems().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Metered(
                                entry.getValue().standardBytes(),
                                entry.getValue().iaBytes(),
                                entry.getValue().archiveBytes())));
    }
}
