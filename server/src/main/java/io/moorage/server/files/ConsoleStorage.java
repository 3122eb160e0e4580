package io.moorage.server.files;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.base.StoragePrices;
import io.moorage.console.efs.Storage;
import io.moorage.efs.Backups;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.IdentityAnswer;
import io.moorage.fileserver.control.ObjectListing;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.iam.IdentityPolicies;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RestoreJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The console's way to file servers and snapshots. */
public final class ConsoleStorage implements Storage {
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;
    private static final int MOST_REMOVED = 1000;
    private static final int MOST_OPEN = 1000;

    private final FileServerDoor door;
    private final Function<Principal, IdentityPolicies.Documents> policies;
    private final Backups backups;
    private final Path prices;
    private final TrafficWindow window = new TrafficWindow();

    /**
     * @param policies that a principal holds
     * @param prices a file that may replace the list prices
     */
    public ConsoleStorage(
            FileServerDoor door,
            Function<Principal, IdentityPolicies.Documents> policies,
            Backups backups,
            Path prices) {
        this.door = door;
        this.policies = policies;
        this.backups = backups;
        this.prices = prices;
    }

    private interface Call<T> {
        T run() throws IOException, RefusedException;
    }

    private static <T> T asking(Call<T> call) {
        try {
            return call.run();
        } catch (RefusedException e) {
            throw new AwsException("Refused", CONFLICT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AwsException(
                    "ServiceUnavailable", UNAVAILABLE, "The file server does not answer: " + e.getMessage());
        }
    }

    private <T extends Response> T visit(Visitor who, Place place, Class<T> expected, Request.Errand errand) {
        Request.Visit visit =
                new Request.Visit(place.accessPointId().orElse(null), holder(who.principal()), who.root(), errand);
        return asking(() -> expected.cast(door.visit(visit)));
    }

    private IdentityAnswer.Holder holder(Principal principal) {
        IdentityPolicies.Documents held = policies.apply(principal);
        String arn = principal.entityArn();
        return new IdentityAnswer.Holder(
                new byte[0],
                principal.arn(),
                arn,
                principal.accountId(),
                principal.kind() == Principal.Kind.USER ? arn.substring(arn.lastIndexOf('/') + 1) : null,
                principal.kind() == Principal.Kind.ROOT,
                held.identity(),
                held.boundary().orElse(null),
                held.session().orElse(null),
                null);
    }

    @Override
    public Entry look(Visitor who, Place place) {
        return entry(visit(who, place, Response.Found.class, new Request.Look(place.fileSystemId(), place.path()))
                .object());
    }

    @Override
    public Listed list(Visitor who, Place place, long cookie) {
        Response.Directory found = visit(
                who,
                place,
                Response.Directory.class,
                new Request.ListDirectory(place.fileSystemId(), place.path(), cookie));
        return new Listed(found.entries().stream().map(ConsoleStorage::entry).toList(), found.next());
    }

    private static Entry entry(ObjectListing object) {
        return new Entry(
                object.name(),
                object.type(),
                object.mode(),
                object.uid(),
                object.gid(),
                object.size(),
                object.modified(),
                object.target());
    }

    @Override
    public Piece read(Visitor who, Place place, long offset, int count) {
        Response.Data data = visit(
                who, place, Response.Data.class, new Request.Read(place.fileSystemId(), place.path(), offset, count));
        return new Piece(data.bytes(), data.end());
    }

    @Override
    public void put(Visitor who, Place place, long offset, byte[] part, boolean last) {
        Response.Done ignored = visit(
                who,
                place,
                Response.Done.class,
                new Request.Put(place.fileSystemId(), place.path(), offset, part, FILE_MODE, last));
    }

    @Override
    public void makeDirectory(Visitor who, Place place) {
        Response.Done ignored = visit(
                who,
                place,
                Response.Done.class,
                new Request.MakeDirectory(place.fileSystemId(), place.path(), DIRECTORY_MODE));
    }

    @Override
    public boolean remove(Visitor who, Place place) {
        return visit(
                        who,
                        place,
                        Response.Removed.class,
                        new Request.Remove(place.fileSystemId(), place.path(), MOST_REMOVED))
                .all();
    }

    @Override
    public Activity activity(String fileSystemId) {
        return asking(() -> {
            Response.Traffic now = door.counters();
            Optional<Response.Traffic> before = window.before(now);
            List<Client> clients = door.clients().stream()
                    .filter(each -> each.fileSystemId().equals(fileSystemId))
                    .map(each -> new Client(
                            each.address(),
                            each.clientId(),
                            each.owner(),
                            "NFSv4." + each.minorVersion(),
                            each.opens(),
                            each.locks(),
                            before.flatMap(then -> TrafficWindow.rates(then, now, fileSystemId, each.address()))))
                    .toList();
            List<HeldFile> open = door.held(MOST_OPEN).stream()
                    .filter(each -> each.fileSystemId().equals(fileSystemId))
                    .map(each -> new HeldFile(each.clientId(), each.path(), each.reads(), each.writes(), each.locks()))
                    .toList();
            return new Activity(clients, open);
        });
    }

    @Override
    public List<Mount> mounts() {
        return asking(() -> door.clients().stream()
                .map(each -> new Mount(each.fileSystemId(), each.address()))
                .toList());
    }

    @Override
    public List<Snapshot> snapshots() {
        return backups.list().stream().map(ConsoleStorage::snapshot).toList();
    }

    @Override
    public List<Restore> restores() {
        return backups.restores().stream().map(ConsoleStorage::restore).toList();
    }

    @Override
    public Snapshot snapshot(String fileSystemId) {
        return told(() -> snapshot(backups.start(fileSystemId)));
    }

    @Override
    public Restore restore(String snapshotId, String fileSystemId) {
        return told(() -> restore(backups.restore(snapshotId, fileSystemId)));
    }

    @Override
    public void forget(String snapshotId) {
        Snapshot ignored = told(() -> snapshot(backups.forget(snapshotId)));
    }

    private interface Order<T> {
        T run();
    }

    private static <T> T told(Order<T> order) {
        try {
            return order.run();
        } catch (IllegalArgumentException e) {
            throw new AwsException("Refused", CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static Snapshot snapshot(RecoveryPoint point) {
        return new Snapshot(
                point.id(),
                point.fileSystemId(),
                point.created(),
                point.automatic(),
                point.status().name(),
                point.moment(),
                point.bytes(),
                point.message());
    }

    private static Restore restore(RestoreJob job) {
        return new Restore(
                job.recoveryPointId(),
                job.fileSystemId(),
                job.directory(),
                job.created(),
                job.status().name(),
                job.message());
    }

    @Override
    public StoragePrices prices() {
        try {
            return StoragePrices.read(prices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new AwsException("Refused", CONFLICT, String.valueOf(e.getMessage()));
        }
    }
}
