package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.model.WriterGuard;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.util.List;

/**
 * Carries guards out: REQUESTED to CONFIRMED once every file server lets only the holder write, RELEASING to RELEASED once
 * every one lets everybody write. One that cannot be carried out does not hold up another. Steps are taken by one thread.
 */
public final class GuardLoop {
    private final Store store;
    private final FileServers servers;
    private final Progress progress = new Progress(Duration.ofMinutes(1));
    private final Orders<WriterGuard> orders;

    public GuardLoop(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
        this.orders = new Orders<>(
                store,
                SharedTables.GUARDS,
                guard -> guard.fileSystemId() + ":" + guard.directory() + " (token " + guard.token() + ")",
                progress);
    }

    public Duration step() throws InterruptedException {
        orders.carryOut(
                in(WriterGuard.State.REQUESTED), "guard", servers::guard, (now, asked) -> now.confirmed(asked.token()));
        orders.carryOut(
                in(WriterGuard.State.RELEASING),
                "release",
                servers::release,
                (now, asked) -> now.released(asked.token()));
        return progress.endOfStep();
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private List<WriterGuard> in(WriterGuard.State state) {
        return store.view().all(SharedTables.GUARDS).stream()
                .filter(guard -> guard.state() == state)
                .toList();
    }
}
