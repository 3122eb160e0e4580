package io.moorage.efs;

import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.RecoveryPoint;
import io.moorage.model.efs.RestoreJob;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Backups on demand: what AWS has in AWS Backup's API. What is asked for is written and done by a loop. A mistake is an {@link
 * IllegalArgumentException} that says what to change.
 */
public final class Backups {
    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random makes ids */
    public Backups(Store store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    public List<RecoveryPoint> list() {
        return List.copyOf(store.view().all(EfsTables.RECOVERY_POINTS));
    }

    public List<RestoreJob> restores() {
        return List.copyOf(store.view().all(EfsTables.RESTORE_JOBS));
    }

    public RecoveryPoint start(String fileSystemId) {
        return store.transact(tx -> {
            available(tx, fileSystemId);
            RecoveryPoint point = RecoveryPoint.creating(fileSystemId, clock.instant(), false, random);
            tx.insert(EfsTables.RECOVERY_POINTS, point);
            return point;
        });
    }

    public RestoreJob restore(String recoveryPointId, String fileSystemId) {
        return store.transact(tx -> {
            RecoveryPoint point = point(tx, recoveryPointId);
            if (point.status() != RecoveryPoint.Status.COMPLETED) {
                throw new IllegalArgumentException(recoveryPointId + " is not complete: it is " + point.status());
            }
            if (available(tx, fileSystemId).readOnly()) {
                throw new IllegalArgumentException(fileSystemId
                        + " is the destination of a replication and so read-only; delete the replication first");
            }
            RestoreJob job = RestoreJob.running(point, fileSystemId, clock.instant());
            tx.insert(EfsTables.RESTORE_JOBS, job);
            return job;
        });
    }

    public RecoveryPoint forget(String recoveryPointId) {
        return store.transact(tx -> {
            RecoveryPoint point = point(tx, recoveryPointId).deleting();
            tx.update(EfsTables.RECOVERY_POINTS, point);
            return point;
        });
    }

    private static RecoveryPoint point(ReadView view, String id) {
        return view.find(EfsTables.RECOVERY_POINTS, id)
                .orElseThrow(() -> new IllegalArgumentException("there is no snapshot \"" + id + "\""));
    }

    private static FileSystem available(ReadView view, String id) {
        FileSystem found = view.find(EfsTables.FILE_SYSTEMS, id)
                .orElseThrow(() -> new IllegalArgumentException("there is no file system \"" + id + "\""));
        if (found.state() != LifeCycleState.AVAILABLE) {
            throw new IllegalArgumentException(
                    id + " is not available: it is " + found.state().word());
        }
        return found;
    }
}
