package io.moorage.fuse;

import io.moorage.vfs.Withdrawable;
import java.util.Optional;

/** The request one thread works on, for others to look at and to answer before it is done. */
final class Underway {
    private final Thread worker = Thread.currentThread();
    private final Kernel kernel;
    private final Optional<Withdrawable> calls;

    /** Guarded by this, as is all below. */
    private State state = State.IDLE;

    private long unique;
    private int opcode;
    private int requester;
    private long since;
    private boolean interrupted;

    private enum State {
        IDLE,
        WORKING,
        /** Answered with EINTR while the work goes on. */
        ABANDONED
    }

    /** What is worked on. */
    record Work(long unique, int opcode, int requester, long since, boolean interrupted) {}

    Underway(Kernel kernel, Optional<Withdrawable> calls) {
        this.kernel = kernel;
        this.calls = calls;
    }

    synchronized void begin(long request, int operation, int thread, long now) {
        state = State.WORKING;
        unique = request;
        opcode = operation;
        requester = thread;
        since = now;
        interrupted = false;
    }

    /** False when the request was answered meanwhile. */
    synchronized boolean end() {
        boolean abandoned = state == State.ABANDONED;
        state = State.IDLE;
        if (abandoned) {
            calls.ifPresent(some -> some.resume(worker));
        }
        return !abandoned;
    }

    /** The request, unless it was answered already. */
    synchronized Optional<Work> work() {
        return state == State.WORKING
                ? Optional.of(new Work(unique, opcode, requester, since, interrupted))
                : Optional.empty();
    }

    /** Notes a signal to who waits for the request; false when another or none is worked on. */
    synchronized boolean interrupt(long request) {
        boolean known = state != State.IDLE && unique == request;
        interrupted |= known;
        return known;
    }

    /** Whether who waits for the request got a signal, or was answered already. */
    synchronized boolean isInterrupted(long request) {
        return state != State.IDLE && unique == request && (interrupted || state == State.ABANDONED);
    }

    synchronized boolean isAbandoned() {
        return state == State.ABANDONED;
    }

    synchronized boolean isAbandonedBy(int thread) {
        return state == State.ABANDONED && requester == thread;
    }

    /** Answers the request now: nobody waits for it any more. */
    void abandon(long request) {
        synchronized (this) {
            if (state != State.WORKING || unique != request) {
                return;
            }
            state = State.ABANDONED;
            calls.ifPresent(some -> some.withdraw(worker));
        }
        kernel.answer(request, Errno.EINTR);
    }
}
