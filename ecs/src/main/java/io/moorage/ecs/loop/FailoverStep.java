package io.moorage.ecs.loop;

import io.moorage.ecs.decide.FailoverProgress;
import io.moorage.model.Failover;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Writes down how failovers go on, for those who want to see it. */
final class FailoverStep {
    /** The newest; older ones are forgotten. */
    private static final int REMEMBERED = 1_000;

    private final Store store;

    FailoverStep(Store store) {
        this.store = store;
    }

    void run(Instant now) {
        if (!FailoverProgress.of(store.view(), now).isEmpty()) {
            store.transact(tx -> {
                List<Failover> changed = FailoverProgress.of(tx, now);
                changed.forEach(each -> tx.update(SharedTables.FAILOVERS, each));
                return changed.size();
            });
        }
    }

    void forget() {
        if (store.view().all(SharedTables.FAILOVERS).size() > REMEMBERED) {
            store.transact(tx -> {
                List<String> oldest = tx.all(SharedTables.FAILOVERS).stream()
                        .sorted(Comparator.comparing(Failover::noticed).reversed())
                        .skip(REMEMBERED)
                        .map(Failover::key)
                        .toList();
                oldest.forEach(each -> tx.delete(SharedTables.FAILOVERS, each));
                return oldest.size();
            });
        }
    }
}
