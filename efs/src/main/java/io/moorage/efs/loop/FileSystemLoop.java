package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.decide.FileSystemPlan;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes file systems that are wanted, and removes those that are not. Steps are taken by one thread. */
public final class FileSystemLoop {
    private final Store store;
    private final FileServers servers;
    private final Progress progress = new Progress(Duration.ofMinutes(1));

    public FileSystemLoop(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
    }

    public Duration step() throws InterruptedException {
        FileSystemPlan plan = FileSystemPlan.of(store.view());
        for (String id : plan.create()) {
            try {
                servers.create(id);
                markAvailable(id);
            } catch (IOException e) {
                progress.failed("a file server to make " + id, e);
            }
        }
        for (String id : plan.remove()) {
            try {
                servers.remove(id);
                forget(id);
            } catch (IOException e) {
                progress.failed("a file server to remove " + id, e);
            }
        }
        return progress.endOfStep();
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private void markAvailable(String id) {
        store.transact(tx -> {
            Optional<FileSystem> found = tx.find(EfsTables.FILE_SYSTEMS, id);
            found.ifPresent(fileSystem -> tx.update(EfsTables.FILE_SYSTEMS, fileSystem.available()));
            return found;
        });
    }

    /** The file system, and what goes with it. */
    private void forget(String id) {
        store.transact(tx -> {
            tx.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_FILE_SYSTEM, id)
                    .forEach(point -> tx.delete(EfsTables.ACCESS_POINTS, point.id()));
            tx.delete(EfsTables.POLICIES, id);
            tx.delete(EfsTables.FILE_SYSTEMS, id);
            return id;
        });
    }
}
