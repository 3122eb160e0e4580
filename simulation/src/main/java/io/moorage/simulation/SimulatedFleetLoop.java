package io.moorage.simulation;

import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Drives a fleet in real time, for a server whose machines are simulated. */
public final class SimulatedFleetLoop implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final LoopThread loop;
    private final Store.Subscription subscription;

    public SimulatedFleetLoop(SimulatedFleet fleet, Store store, InstantSource clock) {
        this.loop = new LoopThread("simulated-agents", new Backoff(EVERY, Duration.ofSeconds(1)), () -> {
            fleet.run(clock.instant());
            return EVERY;
        });
        this.subscription = store.watch(Set.of(Ec2Tables.INSTANCES, EcsTables.TASKS), changes -> loop.wake());
        loop.start();
    }

    @Override
    public void close() {
        subscription.close();
        loop.close();
    }
}
