package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.decide.FencePlan;
import io.moorage.model.Fence;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Carries fences out: REQUESTED to CONFIRMED once every file server shuts the instance out, LIFTING to LIFTED once every
 * one admits it. A fence that cannot be carried out does not hold up another's. Steps are taken by one thread.
 */
public final class FenceLoop {
    private final Store store;
    private final FileServers servers;
    private final Progress progress = new Progress(Duration.ofMinutes(1));

    public FenceLoop(Store store, FileServers servers) {
        this.store = store;
        this.servers = servers;
    }

    public Duration step() throws InterruptedException {
        FencePlan plan = FencePlan.of(store.view());
        for (Fence fence : plan.fence()) {
            try {
                servers.fence(fence);
                advance(fence.instanceId(), now -> now.confirmed(fence.epoch()));
            } catch (IOException e) {
                progress.failed("the file servers to fence " + named(fence), e);
            }
        }
        for (Fence fence : plan.lift()) {
            try {
                servers.lift(fence);
                advance(fence.instanceId(), now -> now.lifted(fence.epoch()));
            } catch (IOException e) {
                progress.failed("the file servers to admit " + named(fence), e);
            }
        }
        return progress.endOfStep();
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private void advance(String instanceId, UnaryOperator<Fence> acknowledged) {
        store.transact(tx -> {
            Optional<Fence> found = tx.find(SharedTables.FENCES, instanceId);
            found.ifPresent(fence -> tx.update(SharedTables.FENCES, acknowledged.apply(fence)));
            return found;
        });
    }

    private static String named(Fence fence) {
        return fence.instanceId() + " (epoch " + fence.epoch() + ")";
    }
}
