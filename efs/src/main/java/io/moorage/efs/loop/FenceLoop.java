package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.decide.FencePlan;
import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Carries fences out: REQUESTED to CONFIRMED once every file server shuts the instance out, LIFTING to LIFTED once every
 * one admits it. A fence that cannot be carried out does not hold up another's. Steps are taken by one thread.
 */
public final class FenceLoop {
    private final Store store;
    private final FileServers servers;
    private final InstantSource clock;
    private final Progress progress = new Progress(Duration.ofMinutes(1));
    private final Orders<Fence> orders;

    public FenceLoop(Store store, FileServers servers, InstantSource clock) {
        this.clock = clock;
        this.store = store;
        this.servers = servers;
        this.orders = new Orders<>(
                store, SharedTables.FENCES, fence -> fence.instanceId() + " (epoch " + fence.epoch() + ")", progress);
    }

    public Duration step() throws InterruptedException {
        FencePlan plan = FencePlan.of(store.view());
        orders.carryOut(plan.fence(), "fence", servers::fence, this::confirmed);
        orders.carryOut(plan.lift(), "admit", servers::lift, (now, asked) -> now.lifted(asked.epoch()));
        return progress.endOfStep();
    }

    private void confirmed(Transaction tx, Fence now, Fence asked, List<Failover.CutOff> cutOff) {
        Fence next = now.confirmed(asked.epoch());
        tx.update(SharedTables.FENCES, next);
        if (next.state() == Fence.State.CONFIRMED) {
            tx.find(SharedTables.FAILOVERS, Failover.key(next.instanceId(), next.epoch()))
                    .ifPresent(each -> tx.update(SharedTables.FAILOVERS, each.fenced(cutOff, clock.instant())));
        }
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }
}
