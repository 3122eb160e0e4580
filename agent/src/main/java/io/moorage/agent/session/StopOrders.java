package io.moorage.agent.session;

import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agent.volume.Mounter;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.StopConfirmation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Carries out orders to stop everything and confirm it. Safe for use by many threads.
 *
 * <p>An order is repeated until its confirmation arrives, and after a confirmation new tasks may be sent: so one is carried out at
 * a time, its repeats meanwhile are dropped, and one that was confirmed is confirmed again without being carried out again.
 */
final class StopOrders {
    private static final Logger LOG = System.getLogger(StopOrders.class.getName());
    private static final String REASON = "The instance was lost and its tasks were placed elsewhere";

    private final String bootId;
    private final TaskEngine engine;
    private final Mounter mounter;
    private boolean underWay;
    private OptionalLong confirmed = OptionalLong.empty();

    StopOrders(String bootId, TaskEngine engine, Mounter mounter) {
        this.bootId = bootId;
        this.engine = engine;
        this.mounter = mounter;
    }

    /** Returns at once. */
    void take(StopAndConfirmMessage order, Consumer<StopConfirmation> reply) {
        synchronized (this) {
            if (confirmed.isPresent() && confirmed.getAsLong() == order.epoch()) {
                reply.accept(confirmation(order));
                return;
            }
            if (underWay) {
                return;
            }
            underWay = true;
        }
        Thread.ofPlatform().name("stop-and-confirm").daemon().start(() -> carryOut(order, reply));
    }

    private void carryOut(StopAndConfirmMessage order, Consumer<StopConfirmation> reply) {
        try {
            // What waits for a file server that shut this instance out cannot be killed.
            mounter.abortNetworkFileSystems();
            engine.killAndAwait(order.taskArns(), REASON);
            engine.killHoldersOfSharedDirectories(REASON);
            mounter.remountNetworkFileSystems();
            synchronized (this) {
                confirmed = OptionalLong.of(order.epoch());
            }
            reply.accept(confirmation(order));
        } catch (RuntimeFailure | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "cannot confirm that tasks stopped; the control plane will ask again: {0}",
                    e.getMessage());
        } finally {
            synchronized (this) {
                underWay = false;
            }
        }
    }

    private StopConfirmation confirmation(StopAndConfirmMessage order) {
        return new StopConfirmation(order.messageId(), order.epoch(), bootId);
    }
}
