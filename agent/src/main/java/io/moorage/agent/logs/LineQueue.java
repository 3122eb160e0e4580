package io.moorage.agent.logs;

import io.moorage.agent.runtime.LogLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lines that wait to be sent, bounded in size: who writes more waits, and the runtime keeps it meanwhile. Safe for use by many threads.
 *
 * <p>Invariant: {@code characters} counts those of the lines that wait; after {@link #end} there come no more.
 */
final class LineQueue {
    static final int ROOM = 1 << 19;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long characters;
    private boolean ended;

    /** Returns when it was taken; after the end at once, and it is dropped. */
    synchronized void put(LogLine line) throws InterruptedException {
        while (!ended && characters > ROOM) {
            wait();
        }
        if (!ended) {
            lines.add(line);
            characters += line.text().length();
            notifyAll();
        }
    }

    /** The oldest; empty when none came in this time, or none comes any more. */
    synchronized Optional<LogLine> poll(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        long left = within.toMillis();
        while (lines.isEmpty() && !ended && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        LogLine line = lines.poll();
        if (line != null) {
            characters -= line.text().length();
            notifyAll();
        }
        return Optional.ofNullable(line);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All that came was taken, and no more comes. */
    synchronized boolean isOver() {
        return ended && lines.isEmpty();
    }

    /** Who waits for room goes on. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
