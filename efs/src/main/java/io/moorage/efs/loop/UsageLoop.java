package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.FileServers.Metered;
import io.moorage.efs.decide.UsagePlan;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the metered sizes fresh, and each hour's first one for the bill: one question and at most one write per interval.
 */
public final class UsageLoop {
    private final Store store;
    private final FileServers servers;
    private final InstantSource clock;
    private final Duration interval;
    private final Progress progress;

    public UsageLoop(Store store, FileServers servers, InstantSource clock, Duration interval) {
        this.store = store;
        this.servers = servers;
        this.clock = clock;
        this.interval = interval;
        this.progress = new Progress(interval);
    }

    public Duration step() throws InterruptedException {
        Set<String> measured = Set.copyOf(UsagePlan.measured(store.view()));
        if (!measured.isEmpty()) {
            try {
                Map<String, Metered> sizes = new TreeMap<>(servers.metered());
                sizes.keySet().retainAll(measured);
                Instant now = clock.instant();
                store.transact(tx -> {
                    sizes.forEach((id, size) -> write(tx, id, size, now));
                    UsagePlan.old(tx, now).forEach(day -> tx.delete(EfsTables.USAGE, day.key()));
                    return sizes;
                });
            } catch (IOException e) {
                progress.failed("the sizes of file systems", e);
            }
        }
        progress.endOfStep();
        return interval;
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private static void write(Transaction tx, String id, Metered metered, Instant now) {
        Optional<FileSystem> found = tx.find(EfsTables.FILE_SYSTEMS, id);
        found.ifPresent(fileSystem -> {
            UsagePlan.newSize(fileSystem.size(), metered, now)
                    .ifPresent(size -> tx.update(EfsTables.FILE_SYSTEMS, fileSystem.withSize(size)));
            UsagePlan.newDay(tx, id, metered, now).ifPresent(day -> tx.put(EfsTables.USAGE, day));
        });
    }
}
