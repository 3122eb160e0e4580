package io.moorage.fuse;

import io.moorage.fuse.Underway.Work;
import io.moorage.vfs.Withdrawable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Looks after requests that take long. The kernel waits for a request that was read, whatever happens to who made it, so it
 * is answered here when that one is killed. The kernel tells of a signal (FUSE_INTERRUPT), but not of one to a thread that
 * is closing its files at its end, and a fatal one may follow a harmless one: so every such request's maker is looked at,
 * again and again.
 */
final class Watch implements AutoCloseable {
    private static final long OLD = 20 * Clocks.MILLIS;
    private static final long LOOK_MILLIS = 100;
    private static final long IDLE_MILLIS = 500;

    /** How long a process that ended by itself waits for its files to be closed: no signal could end that wait. */
    private static final long EXIT_PATIENCE = 5 * Clocks.NANOS;

    /** How long the close of a file, for which nobody waits, may keep a thread. */
    private static final long RELEASE_PATIENCE = Clocks.NANOS;

    private final Kernel kernel;
    private final Optional<Withdrawable> calls;
    private final Requester requesters;
    private final LongSupplier clock;
    private final List<Underway> all = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** Guarded by this, as are the two below. */
    private boolean due;

    private boolean closed;

    /** Set when the mount is gone: nobody waits for anything. */
    private boolean ended;

    /** What else is to be done at each look, as long as requests take long. */
    interface Burden {
        void requestsTakeLong();
    }

    Watch(Kernel kernel, Optional<Withdrawable> calls, Requester requesters, LongSupplier clock) {
        this.kernel = kernel;
        this.calls = calls;
        this.requesters = requesters;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("fuse-watch").unstarted(this::run);
    }

    private volatile Burden burden = () -> {};

    void start(Burden whenLong) {
        burden = whenLong;
        thread.start();
    }

    /** For the calling thread's requests. */
    Underway enter() {
        Underway underway = new Underway(kernel, calls);
        all.add(underway);
        return underway;
    }

    void leave(Underway underway) {
        all.remove(underway);
    }

    /** FUSE_INTERRUPT; false when the request is not, or not yet, worked on. */
    boolean interrupt(long unique) {
        for (Underway underway : all) {
            if (underway.interrupt(unique)) {
                lookNow();
                return true;
            }
        }
        return false;
    }

    boolean isInterrupted(long unique) {
        return all.stream().anyMatch(underway -> underway.isInterrupted(unique));
    }

    /** Whether a request of the thread was abandoned and is still worked on. */
    boolean hasAbandoned(int requester) {
        return all.stream().anyMatch(underway -> underway.isAbandonedBy(requester));
    }

    int abandoned() {
        return (int) all.stream().filter(Underway::isAbandoned).count();
    }

    /** The mount is gone: what is still worked on may take as long as the close of a file. */
    synchronized void end() {
        ended = true;
        due = true;
        notifyAll();
    }

    private synchronized void lookNow() {
        due = true;
        notifyAll();
    }

    private void run() {
        boolean busy = false;
        while (awaitLook(busy ? LOOK_MILLIS : IDLE_MILLIS)) {
            busy = look();
        }
    }

    private synchronized boolean awaitLook(long millis) {
        try {
            long until = clock.getAsLong() + millis * Clocks.MILLIS;
            long left = millis;
            while (!due && !closed && left > 0) {
                wait(left);
                left = (until - clock.getAsLong()) / Clocks.MILLIS;
            }
            due = false;
            return !closed;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** True while anything is worked on. */
    private boolean look() {
        boolean busy = false;
        boolean takesLong = isEnded();
        long now = clock.getAsLong();
        for (Underway underway : all) {
            Optional<Work> work = underway.work();
            long age = now - work.map(Work::since).orElse(now);
            busy |= work.isPresent();
            if (age > OLD) {
                takesLong = true;
                if (isOver(work.orElseThrow(), age)) {
                    underway.abandon(work.orElseThrow().unique());
                }
            }
        }
        if (takesLong) {
            burden.requestsTakeLong();
        }
        return busy || takesLong;
    }

    private boolean isOver(Work work, long age) {
        if (work.opcode() == Opcode.RELEASE || work.opcode() == Opcode.RELEASEDIR || isEnded()) {
            return age > RELEASE_PATIENCE;
        }
        if (work.interrupted() && (work.opcode() == Opcode.SETLKW || work.requester() == 0)) {
            // fcntl(2): a wait for a lock ends with EINTR by any signal that is caught. Of a requester outside this
            // process's namespace nothing can be seen, and it must be possible to kill it.
            return true;
        }
        return switch (requesters.fate(work.requester())) {
            case WAITS -> false;
            case EXITS -> age > EXIT_PATIENCE;
            case KILLED -> true;
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
