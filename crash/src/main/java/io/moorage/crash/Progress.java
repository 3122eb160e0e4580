package io.moorage.crash;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What all workers have done, and how often the server died meanwhile. Safe for many threads. */
public final class Progress {
    private final Map<Deed, AtomicLong> acknowledged = new EnumMap<>(Deed.class);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong unstableWrites = new AtomicLong();
    private final AtomicLong leftOpen = new AtomicLong();
    private final AtomicInteger crashes = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    public Progress() {
        for (Deed deed : Deed.values()) {
            acknowledged.put(deed, new AtomicLong());
        }
    }

    public void acknowledged(Deed deed) {
        acknowledged.getOrDefault(deed, total).incrementAndGet();
        total.incrementAndGet();
    }

    public void wroteUnstable() {
        unstableWrites.incrementAndGet();
    }

    /** A crash left it open whether a change was made. */
    public void leftOpen() {
        leftOpen.incrementAndGet();
    }

    /** How many crashes there were: a call that saw it change may have been made twice. */
    public int crashes() {
        return crashes.get();
    }

    /** To be called after the server has died and before it lives again. */
    public void crash() {
        crashes.incrementAndGet();
    }

    public long total() {
        return total.get();
    }

    /** A worker gives up: the first failure is kept. */
    public void failed(Throwable why) {
        failure.compareAndSet(null, why);
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Workers end when it is over. */
    public boolean isOver() {
        return over || failure.get() != null;
    }

    public void end() {
        over = true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(total).append(" acknowledged (");
        acknowledged.forEach((deed, count) -> text.append(deed.name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(count)
                .append(", "));
        text.append("besides unstable writes ").append(unstableWrites).append("); ");
        return text.append(leftOpen).append(" left open by a crash").toString();
    }
}
