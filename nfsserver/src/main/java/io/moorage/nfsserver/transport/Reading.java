package io.moorage.nfsserver.transport;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Whether a worker may go on reading its connection, or another thread has taken that from it while it waited for the disk. The
 * worker's thread and that of {@link Relief} meet here.
 */
final class Reading {
    private enum State {
        /** The worker does not wait, so nobody takes the reading. */
        KEPT,
        WAITING,
        BEING_TAKEN,
        TAKEN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.KEPT);
    private volatile long waitsSince;

    /** True from {@link #beginWait} to {@link #endWait}. */
    boolean isWaiting() {
        return state.get() != State.KEPT;
    }

    /** The worker reads nothing until {@link #endWait}. */
    void beginWait() {
        waitsSince = System.nanoTime();
        state.set(State.WAITING);
    }

    /** Returns true when the reading was taken meanwhile. */
    boolean endWait() {
        if (state.compareAndSet(State.WAITING, State.KEPT)) {
            return false;
        }
        while (state.get() == State.BEING_TAKEN) {
            Thread.onSpinWait();
        }
        return state.getAndSet(State.KEPT) == State.TAKEN;
    }

    /**
     * Takes the reading if the worker has waited since before {@code limit}, by {@link System#nanoTime}.
     *
     * @param take false when it could not be done: the worker keeps the reading
     * @return whether the worker waits
     */
    boolean takeIfWaitingSince(long limit, BooleanSupplier take) {
        if (state.get() != State.WAITING) {
            return false;
        }
        if (waitsSince - limit < 0 && state.compareAndSet(State.WAITING, State.BEING_TAKEN)) {
            state.set(take.getAsBoolean() ? State.TAKEN : State.KEPT);
        }
        return true;
    }
}
