package io.moorage.simulation;

import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What file servers acknowledge, and when: at once, later since a disk is slow, or not at all. An order counts as it was when it was
 * given; it is judged by what the row says when it is done.
 */
final class SimulatedFileServers {
    private final Store store;
    private final Map<String, Instant> doneAt = new HashMap<>();
    private boolean answer = true;
    private Duration delay = Duration.ZERO;

    SimulatedFileServers(Store store) {
        this.store = store;
    }

    void answer(boolean doesAnswer) {
        answer = doesAnswer;
    }

    void take(Duration newDelay) {
        delay = newDelay;
    }

    /** @param steady by which delays are measured */
    void run(Instant now, Instant steady) {
        if (!answer) {
            return;
        }
        Set<String> open = new HashSet<>();
        for (Fence fence : store.view().all(SharedTables.FENCES)) {
            boolean asked = fence.state() == Fence.State.REQUESTED || fence.state() == Fence.State.LIFTING;
            if (asked && isDone("fence " + fence.instanceId() + fence.epoch() + fence.state(), open, steady)) {
                acknowledge(fence, now);
            }
        }
        for (WriterGuard guard : store.view().all(SharedTables.GUARDS)) {
            boolean asked =
                    guard.state() == WriterGuard.State.REQUESTED || guard.state() == WriterGuard.State.RELEASING;
            if (asked && isDone("guard " + guard.key() + guard.token() + guard.state(), open, steady)) {
                acknowledge(guard);
            }
        }
        doneAt.keySet().retainAll(open);
    }

    private boolean isDone(String order, Set<String> open, Instant steady) {
        open.add(order);
        return !doneAt.computeIfAbsent(order, any -> steady.plus(delay)).isAfter(steady);
    }

    private void acknowledge(Fence asked, Instant now) {
        store.transact(tx -> {
            Fence fence = tx.find(SharedTables.FENCES, asked.instanceId()).orElseThrow();
            Fence next = asked.state() == Fence.State.REQUESTED
                    ? fence.confirmed(asked.epoch())
                    : fence.lifted(asked.epoch());
            tx.update(SharedTables.FENCES, next);
            if (next.state() == Fence.State.CONFIRMED) {
                tx.find(SharedTables.FAILOVERS, Failover.key(next.instanceId(), next.epoch()))
                        .map(each -> each.fenced(List.of(), now))
                        .ifPresent(each -> tx.update(SharedTables.FAILOVERS, each));
            }
            return next;
        });
    }

    private void acknowledge(WriterGuard asked) {
        store.transact(tx -> {
            WriterGuard guard = tx.find(SharedTables.GUARDS, asked.key()).orElseThrow();
            WriterGuard next = asked.state() == WriterGuard.State.REQUESTED
                    ? guard.confirmed(asked.token())
                    : guard.released(asked.token());
            tx.update(SharedTables.GUARDS, next);
            return next;
        });
    }
}
