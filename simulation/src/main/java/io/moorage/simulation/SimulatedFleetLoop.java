package io.moorage.simulation;

import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Drives a fleet in real time, for a server whose machines are simulated. */
public final class SimulatedFleetLoop implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final SimulatedFleet fleet;
    private final ReentrantLock rounds = new ReentrantLock();
    private final LoopThread loop;
    private final Store.Subscription subscription;

    public SimulatedFleetLoop(SimulatedFleet fleet, Store store, InstantSource clock) {
        this.fleet = fleet;
        this.loop = new LoopThread("simulated-agents", new Backoff(EVERY, Duration.ofSeconds(1)), () -> {
            rounds.lock();
            try {
                fleet.run(clock.instant());
            } finally {
                rounds.unlock();
            }
            return EVERY;
        });
        this.subscription = store.watch(Set.of(Ec2Tables.INSTANCES, EcsTables.TASKS), changes -> loop.wake());
        loop.start();
    }

    /** Forgets every agent after {@code emptied}, while none of them does anything. */
    public void reset(Runnable emptied) {
        rounds.lock();
        try {
            emptied.run();
            fleet.forget();
        } finally {
            rounds.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
        loop.close();
    }
}
