package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.model.WriterGuard;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Carries guards out: REQUESTED to CONFIRMED once every file server lets only the holder write, RELEASING to RELEASED once
 * every one lets everybody write. One that cannot be carried out does not hold up another. Steps are taken by one thread.
 */
public final class GuardLoop {
    private final Store store;
    private final FileServers servers;
    private final Progress progress = new Progress(Duration.ofMinutes(1));

    public GuardLoop(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
    }

    public Duration step() throws InterruptedException {
        for (WriterGuard guard : in(WriterGuard.State.REQUESTED)) {
            try {
                servers.guard(guard);
                advance(guard, now -> now.confirmed(guard.token()));
            } catch (IOException e) {
                progress.failed("the file servers to guard " + named(guard), e);
            }
        }
        for (WriterGuard guard : in(WriterGuard.State.RELEASING)) {
            try {
                servers.release(guard);
                advance(guard, now -> now.released(guard.token()));
            } catch (IOException e) {
                progress.failed("the file servers to release " + named(guard), e);
            }
        }
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

    private void advance(WriterGuard guard, UnaryOperator<WriterGuard> acknowledged) {
        store.transact(tx -> {
            Optional<WriterGuard> found = tx.find(SharedTables.GUARDS, guard.key());
            found.ifPresent(now -> tx.update(SharedTables.GUARDS, acknowledged.apply(now)));
            return found;
        });
    }

    private static String named(WriterGuard guard) {
        return guard.fileSystemId() + ":" + guard.directory() + " (token " + guard.token() + ")";
    }
}
