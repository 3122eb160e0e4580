package io.moorage.server.files;

import io.moorage.efs.FakeFileServers;
import io.moorage.fileserver.MemoryFiles;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated machine's: files in memory, and the clients that a test says there are, each of which reads 1 MiB a second. */
public final class SimulatedDoor implements FileServerDoor, FakeFileServers.Contents {
    private static final long BYTES_PER_SECOND = 1 << 20;
    private static final long NANOS_PER_REQUEST = 300_000;
    private static final int REQUESTS_PER_SECOND = 8;

    private final MemoryFiles files;
    private final InstantSource clock;
    private final List<Connected> connected = new CopyOnWriteArrayList<>();
    private final List<Response.Held.HeldFile> held = new CopyOnWriteArrayList<>();

    private record Connected(Response.Clients.Client client, Instant since) {}

    public SimulatedDoor(InstantSource clock) {
        this.clock = clock;
        this.files = new MemoryFiles(clock);
    }

    @Override
    public Response visit(Request.Visit visit) throws RefusedException {
        Response response = files.visit(visit);
        if (response instanceof Response.Failed(String message)) {
            throw new RefusedException(message);
        }
        return response;
    }

    @Override
    public long bytes(String fileSystemId) {
        return files.bytes(fileSystemId);
    }

    @Override
    public Instant snapshot(String recoveryPointId, String fileSystemId) throws IOException {
        return files.snapshot(recoveryPointId, fileSystemId);
    }

    @Override
    public void restore(String recoveryPointId, String fileSystemId, String directory) throws IOException {
        files.restore(recoveryPointId, fileSystemId, directory);
    }

    @Override
    public Instant replicate(String sourceFileSystemId, String destinationFileSystemId) throws IOException {
        return files.replicate(sourceFileSystemId, destinationFileSystemId);
    }

    @Override
    public void forget(String recoveryPointId) {
        files.forget(recoveryPointId);
    }

    @Override
    public List<Response.Clients.Client> clients() {
        return connected.stream().map(Connected::client).toList();
    }

    @Override
    public Response.Traffic counters() {
        Instant now = clock.instant();
        return new Response.Traffic(
                now,
                connected.stream()
                        .map(each -> new Response.Traffic.FileSystemTraffic(
                                each.client().fileSystemId(),
                                1,
                                List.of(new Response.Traffic.AddressTraffic(
                                        each.client().address(), Map.of("DATA_READ", read(each.since(), now)))),
                                0.0,
                                null))
                        .toList());
    }

    private static Response.Traffic.Work read(Instant since, Instant now) {
        long millis = Duration.between(since, now).toMillis();
        long requests = millis * REQUESTS_PER_SECOND / 1000;
        return new Response.Traffic.Work(
                millis * BYTES_PER_SECOND / 1000,
                requests * NANOS_PER_REQUEST,
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, requests));
    }

    @Override
    public List<Response.Held.HeldFile> held(int most) {
        return held.stream().limit(most).toList();
    }

    /** From now on this client is there, and has these files open. */
    public void connect(Response.Clients.Client client, List<Response.Held.HeldFile> open) {
        connected.add(new Connected(client, clock.instant()));
        held.addAll(open);
    }

    public void reset() {
        files.reset();
        connected.clear();
        held.clear();
    }
}
