package io.moorage.server.files;

import io.moorage.fileserver.MemoryFiles;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated machine's: files in memory, and the clients that a test says there are, each of which reads 1 MiB a second. */
public final class SimulatedDoor implements FileServerDoor {
    private static final long BYTES_PER_SECOND = 1 << 20;
    private static final long NANOS_PER_REQUEST = 300_000;
    private static final int REQUESTS_PER_SECOND = 8;

    private final MemoryFiles files;
    private final InstantSource clock;
    private final List<Response.Clients.Client> clients = new CopyOnWriteArrayList<>();
    private final List<Response.Held.HeldFile> held = new CopyOnWriteArrayList<>();

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
    public List<Response.Clients.Client> clients() {
        return List.copyOf(clients);
    }

    @Override
    public Response.Traffic counters() {
        long seconds = clock.instant().getEpochSecond() % Duration.ofDays(365).toSeconds();
        var work = new Response.Traffic.Work(
                seconds * BYTES_PER_SECOND,
                seconds * REQUESTS_PER_SECOND * NANOS_PER_REQUEST,
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, seconds * REQUESTS_PER_SECOND));
        return new Response.Traffic(
                clock.instant(),
                clients.stream()
                        .map(each -> new Response.Traffic.FileSystemTraffic(
                                each.fileSystemId(),
                                1,
                                List.of(new Response.Traffic.AddressTraffic(each.address(), Map.of("DATA_READ", work))),
                                0.0,
                                null))
                        .toList());
    }

    @Override
    public List<Response.Held.HeldFile> held(int most) {
        return held.stream().limit(most).toList();
    }

    /** From now on this client is there, and has these files open. */
    public void connect(Response.Clients.Client client, List<Response.Held.HeldFile> open) {
        clients.add(client);
        held.addAll(open);
    }

    public void reset() {
        files.reset();
        clients.clear();
        held.clear();
    }
}
