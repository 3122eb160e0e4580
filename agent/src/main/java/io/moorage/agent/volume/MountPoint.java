package io.moorage.agent.volume;

import io.moorage.agent.volume.Mounter.Refusal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A directory at which something is mounted, for all tasks that need it. One attempt is made at a time, and who waited for it has its
 * refusal: a file server that is away costs each of them one attempt, not one after the other. Safe for use by many threads.
 */
final class MountPoint {
    private final BooleanSupplier mounted;
    private final Lock changing = new ReentrantLock();
    private final AtomicInteger made = new AtomicInteger();
    /** Guarded by {@code changing}. */
    private Optional<Refusal> last = Optional.empty();

    /** @param mounted something is mounted at it now */
    MountPoint(BooleanSupplier mounted) {
        this.mounted = mounted;
    }

    /** Empty when it is mounted. */
    Optional<Refusal> mount(Supplier<Optional<Refusal>> attempt) {
        int before = made.get();
        changing.lock();
        try {
            if (mounted.getAsBoolean()) {
                return Optional.empty();
            }
            if (made.get() == before || last.isEmpty()) {
                last = attempt.get();
                made.incrementAndGet();
            }
            return last;
        } finally {
            changing.unlock();
        }
    }

    /** Nobody mounts there meanwhile. */
    void unmount(Runnable unmount) {
        changing.lock();
        try {
            unmount.run();
        } finally {
            changing.unlock();
        }
    }
}
