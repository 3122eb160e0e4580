package io.moorage.filestore;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets many change a file's content, or one move it between storage classes. */
final class ContentLatch {
    private static final int MOVING = -1;

    /** Invariant: how many change the content, or {@link #MOVING}. */
    private final AtomicInteger users = new AtomicInteger();

    /** False while the content is moving. */
    boolean tryChange() {
        int now = users.get();
        while (now != MOVING) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
            now = users.get();
        }
        return false;
    }

    void endChange() {
        users.decrementAndGet();
    }

    /** False while somebody changes the content, or moves it. */
    boolean tryMove() {
        return users.compareAndSet(0, MOVING);
    }

    void endMove() {
        users.set(0);
    }
}
