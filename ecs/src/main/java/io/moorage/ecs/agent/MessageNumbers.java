package io.moorage.ecs.agent;

import io.moorage.model.ecs.AgentNumbers;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers messages to agents, whatever the clock says: each number is above all before it, also above those that an earlier control plane
 * on the same store gave. An agent remembers the largest it saw, over restarts too, and ignores a manifest that is not above it.
 *
 * <p>A number is the time in milliseconds as long as the clock goes forward, so that a store of yesterday does not repeat today's. How far
 * they may have come is written ahead of them, once in half an hour. Safe for use by many threads.
 */
final class MessageNumbers {
    private static final long AHEAD_MILLIS = Duration.ofHours(1).toMillis();

    private final Store store;
    private final InstantSource clock;
    /** Invariant: not above {@code reserved} by the clock's doing. */
    private final AtomicLong last = new AtomicLong();

    private volatile long reserved;

    MessageNumbers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** May be called within a transaction; never before the first {@link #reserve}. */
    long next() {
        long at = Math.min(clock.millis(), reserved);
        return last.updateAndGet(before -> Math.max(before + 1, at));
    }

    /** To be called when an agent connects and every now and then; never within a transaction. */
    synchronized void reserve(Instant now) {
        long used = Math.max(last.get(), now.toEpochMilli());
        if (reserved - used > AHEAD_MILLIS / 2) {
            return;
        }
        Reserved next = store.transact(tx -> {
            long stored = tx.find(EcsTables.AGENT_NUMBERS, AgentNumbers.KEY)
                    .map(AgentNumbers::upTo)
                    .orElse(0L);
            long upTo = Math.max(stored, used) + AHEAD_MILLIS;
            tx.put(EcsTables.AGENT_NUMBERS, new AgentNumbers(AgentNumbers.KEY, upTo));
            return new Reserved(stored, upTo);
        });
        if (next.before > reserved) {
            // Another control plane gave numbers up to there.
            last.accumulateAndGet(next.before, Math::max);
        }
        reserved = next.upTo;
    }

    private record Reserved(long before, long upTo) {}
}
