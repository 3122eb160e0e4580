package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.decide.ExportPlan;
import io.moorage.model.efs.EfsArns;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import io.moorage.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Has the file servers serve exactly the mount targets that are wanted, on the terms that hold: access points, policies,
 * settings. Declares them again now and then, so that a file server that lost its memory learns them anew. Steps are taken
 * by one thread.
 */
public final class MountTargetLoop {
    private final Store store;
    private final FileServers servers;
    private final EfsArns arns;
    private final Progress progress = new Progress(Duration.ofSeconds(5));

    public MountTargetLoop(Store store, FileServers servers, EfsArns arns) {
        this.store = store;
        this.servers = servers;
        this.arns = arns;
    }

    public Duration step() throws InterruptedException {
        ExportPlan plan = ExportPlan.of(store.view(), arns);
        try {
            Set<String> answering = servers.export(plan.wanted());
            for (String id : plan.creating()) {
                if (answering.contains(id)) {
                    advance(EfsTables.MOUNT_TARGETS, id, target -> target.available());
                } else {
                    progress.open("mount target " + id + " to answer");
                }
            }
            plan.deleting().forEach(this::forgetTarget);
            plan.updating().forEach(this::updated);
            plan.newAccessPoints().forEach(id -> advance(EfsTables.ACCESS_POINTS, id, point -> point.available()));
            plan.oldAccessPoints().forEach(this::forgetAccessPoint);
        } catch (IOException e) {
            progress.failed("a file server to take its exports", e);
        }
        return progress.endOfStep();
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    /** Available, unless it was changed again since the file servers were told. */
    private void updated(FileSystem told) {
        advance(
                EfsTables.FILE_SYSTEMS,
                told.id(),
                now -> now.settings().equals(told.settings()) ? now.available() : now);
    }

    private <V> void advance(Table<V> table, String id, UnaryOperator<V> change) {
        store.transact(tx -> {
            Optional<V> found = tx.find(table, id);
            found.ifPresent(row -> tx.update(table, change.apply(row)));
            return found;
        });
    }

    private void forgetTarget(String id) {
        store.transact(tx -> {
            tx.find(EfsTables.MOUNT_TARGETS, id)
                    .ifPresent(target -> tx.delete(Ec2Tables.INTERFACES, target.networkInterfaceId()));
            tx.delete(EfsTables.MOUNT_TARGETS, id);
            return id;
        });
    }

    private void forgetAccessPoint(String id) {
        store.transact(tx -> {
            tx.delete(EfsTables.ACCESS_POINTS, id);
            return id;
        });
    }
}
