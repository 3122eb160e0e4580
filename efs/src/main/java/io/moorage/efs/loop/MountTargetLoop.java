package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.decide.ExportPlan;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has the file servers serve exactly the mount targets that are wanted. Declares them again now and then, so that a file
 * server that lost its memory learns them anew. Steps are taken by one thread.
 */
public final class MountTargetLoop {
    private final Store store;
    private final FileServers servers;
    private final Progress progress = new Progress(Duration.ofSeconds(5));

    public MountTargetLoop(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
    }

    public Duration step() throws InterruptedException {
        ExportPlan plan = ExportPlan.of(store.view());
        try {
            Set<String> answering = servers.export(plan.exports());
            for (String id : plan.creating()) {
                if (answering.contains(id)) {
                    markAvailable(id);
                } else {
                    progress.open("mount target " + id + " to answer");
                }
            }
            plan.deleting().forEach(this::forget);
        } catch (IOException e) {
            progress.failed("a file server to take its exports", e);
        }
        return progress.endOfStep();
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private void markAvailable(String id) {
        store.transact(tx -> {
            Optional<MountTarget> found = tx.find(EfsTables.MOUNT_TARGETS, id);
            found.ifPresent(target -> tx.update(EfsTables.MOUNT_TARGETS, target.available()));
            return found;
        });
    }

    private void forget(String id) {
        store.transact(tx -> {
            Optional<MountTarget> found = tx.find(EfsTables.MOUNT_TARGETS, id);
            found.ifPresent(target -> {
                tx.delete(EfsTables.MOUNT_TARGETS, id);
                tx.delete(Ec2Tables.INTERFACES, target.networkInterfaceId());
            });
            return found;
        });
    }
}
