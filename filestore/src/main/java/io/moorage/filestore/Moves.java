package io.moorage.filestore;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** Tells who looks for names whether something was given another one meanwhile, which the look may have missed at both. */
final class Moves {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();

    /** Makes a system call that gives something another name. */
    int making(IntSupplier call) {
        // Under way before it is counted: who sees the count of before sees this one as begun later.
        underWay.incrementAndGet();
        begun.incrementAndGet();
        try {
            return call.getAsInt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** To be had before a look. */
    long begun() {
        return begun.get();
    }

    /** False when something is under way that was begun before. To be asked before a look, after {@link #begun}. */
    boolean areStill() {
        return underWay.get() == 0;
    }
}
