package io.moorage.ecs.loop;

import io.moorage.ecs.decide.SingleWriters;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.util.List;

/** Follows tags that come and go while tasks run: guards appear where one task can be their holder, and are released. */
final class WriterStep {
    private final Store store;
    private boolean adopted;

    WriterStep(Store store) {
        this.store = store;
    }

    void run() {
        adopt();
        ReadView view = store.view();
        if (!SingleWriters.toRelease(view).isEmpty() || !claimants(view).isEmpty()) {
            store.transact(tx -> {
                apply(tx);
                return tx;
            });
        }
    }

    /** Once: tasks may have been made by a version that wrote nothing down of this. */
    private void adopt() {
        if (!adopted) {
            store.transact(tx -> {
                List<Task> unknown = tx.by(EcsTables.TASKS, EcsTables.TASKS_BY_LIFE, "live").stream()
                        .filter(task -> tx.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_TASK, task.arn())
                                .isEmpty())
                        .toList();
                WriterWrites.adopt(tx, unknown);
                return unknown;
            });
            adopted = true;
        }
    }

    private static void apply(Transaction tx) {
        for (WriterGuard guard : SingleWriters.toRelease(tx)) {
            tx.update(SharedTables.GUARDS, guard.releasing());
        }
        claimants(tx).forEach(task -> WriterWrites.claim(tx, task));
    }

    private static List<Task> claimants(ReadView view) {
        return SingleWriters.inOrder(view, SingleWriters.wanting(view)).stream()
                .filter(task -> !SingleWriters.claim(view, task).grants().isEmpty())
                .toList();
    }
}
