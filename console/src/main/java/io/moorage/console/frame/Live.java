package io.moorage.console.frame;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells waiting pages that something they show has changed, and not what: that they ask the API, as whoever is signed in.
 * A page that waits costs a parked virtual thread and no work.
 */
public final class Live implements AutoCloseable {
    private final Map<String, Long> changed = new HashMap<>();
    private long version = 1;
    private boolean closed;

    /** Of everything so far. */
    public synchronized long version() {
        return version;
    }

    public synchronized void changed(Collection<String> topics) {
        version++;
        topics.forEach(topic -> changed.put(topic, version));
        notifyAll();
    }

    /** The version to go on from, once one of {@code topics} changed after {@code since} or {@code longest} has passed. */
    public synchronized long await(long since, Collection<String> topics, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toMillis();
        while (!closed && left > 0 && !isNews(since, topics)) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return isNews(since, topics) ? version : since;
    }

    /** A version of before this server's start is news too. */
    private boolean isNews(long since, Collection<String> topics) {
        return since > version || topics.stream().anyMatch(topic -> changed.getOrDefault(topic, 0L) > since);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Nobody waits any longer. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
