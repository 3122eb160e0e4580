package io.moorage.ecs.loop;

import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.List;

/** Takes their interfaces from tasks whose containers have ended; they are {@code STOPPED} then. */
final class DeprovisioningStep {
    private static final String WAITING = "deprovisioning";

    private final Store store;
    private final TaskWrites writes;

    DeprovisioningStep(Store store, TaskWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    void run(Instant now) {
        if (store.view()
                .by(EcsTables.TASKS, EcsTables.DEPROVISIONING_TASKS, WAITING)
                .isEmpty()) {
            return;
        }
        store.transact(tx -> {
            List<Task> ended = List.copyOf(tx.by(EcsTables.TASKS, EcsTables.DEPROVISIONING_TASKS, WAITING));
            ended.forEach(each -> writes.save(tx, each, each.deprovisioned(now), now));
            return ended;
        });
    }
}
