package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.FileServers.Copied;
import io.moorage.efs.decide.BackupPlan;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RestoreJob;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Has backups made, put back and forgotten. A copy is asked for until it is done. Steps are taken by one thread. */
public final class BackupLoop {
    /** How often a copy under way is looked at. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Store store;
    private final FileServers servers;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Progress progress = new Progress(Duration.ofMinutes(1));
    private boolean underWay;

    public BackupLoop(Store store, FileServers servers, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.servers = servers;
        this.clock = clock;
        this.random = random;
    }

    public Duration step() throws InterruptedException {
        Instant now = clock.instant();
        BackupPlan plan = BackupPlan.of(store.view(), now);
        underWay = false;
        plan.switching().forEach(this::switched);
        for (FileSystem due : plan.due()) {
            RecoveryPoint point = RecoveryPoint.creating(due.id(), now, true, random);
            store.transact(tx -> {
                tx.insert(EfsTables.RECOVERY_POINTS, point);
                return point;
            });
            underWay = true;
        }
        for (RecoveryPoint expired : plan.expired()) {
            change(expired, RecoveryPoint::deleting);
            underWay = true;
        }
        for (RecoveryPoint point : plan.creating()) {
            create(point);
        }
        for (RestoreJob job : plan.restoring()) {
            restore(job);
        }
        for (RecoveryPoint point : plan.deleting()) {
            remove(point);
        }
        Duration next = progress.endOfStep();
        return underWay && next.compareTo(LOOK) > 0 ? LOOK : next;
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private void switched(FileSystem fileSystem) {
        store.transact(tx -> {
            Optional<FileSystem> found = tx.find(EfsTables.FILE_SYSTEMS, fileSystem.id());
            found.filter(now -> now.backup() == fileSystem.backup())
                    .ifPresent(now -> tx.update(
                            EfsTables.FILE_SYSTEMS,
                            now.withBackup(
                                    now.backup() == BackupStatus.ENABLING
                                            ? BackupStatus.ENABLED
                                            : BackupStatus.DISABLED)));
            return found;
        });
        underWay = true;
    }

    private void create(RecoveryPoint point) throws InterruptedException {
        try {
            Optional<String> reference = BackupPlan.reference(store.view(), point);
            switch (servers.snapshot(point.id(), point.fileSystemId(), reference)) {
                case Copied.Running() -> underWay = true;
                case Copied.Done(Instant moment, long bytes) -> change(point, now -> now.completed(moment, bytes));
                case Copied.Failed(String why) -> {
                    servers.forget(point.id());
                    change(point, now -> now.failed(why));
                }
            }
        } catch (IOException e) {
            progress.failed("a file server to back up " + point.fileSystemId(), e);
        }
    }

    private void restore(RestoreJob job) throws InterruptedException {
        try {
            switch (servers.restore(job.recoveryPointId(), job.fileSystemId(), job.directory())) {
                case Copied.Running() -> underWay = true;
                case Copied.Done(Instant moment, long bytes) -> put(job.completed());
                case Copied.Failed(String why) -> put(job.failed(why));
            }
        } catch (IOException e) {
            progress.failed("a file server to restore " + job.recoveryPointId(), e);
        }
    }

    private void remove(RecoveryPoint point) throws InterruptedException {
        try {
            servers.forget(point.id());
            store.transact(tx -> {
                tx.delete(EfsTables.RECOVERY_POINTS, point.id());
                return point;
            });
        } catch (IOException e) {
            progress.failed("a file server to remove " + point.id(), e);
        }
    }

    private void put(RestoreJob job) {
        store.transact(tx -> {
            tx.put(EfsTables.RESTORE_JOBS, job);
            return job;
        });
    }

    private void change(RecoveryPoint point, UnaryOperator<RecoveryPoint> change) {
        store.transact(tx -> {
            Optional<RecoveryPoint> found = tx.find(EfsTables.RECOVERY_POINTS, point.id());
            found.ifPresent(now -> tx.update(EfsTables.RECOVERY_POINTS, change.apply(now)));
            return found;
        });
    }
}
