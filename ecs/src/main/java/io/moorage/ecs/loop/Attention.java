package io.moorage.ecs.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when this process has been able to hear anybody: while it stands still, or when its clock is set, silence proves nothing. It is
 * told the time often by a thread that does nothing else, so that long work elsewhere, during which agents are heard all the same, is
 * not taken for standing still. Safe for use by many threads.
 */
public final class Attention {
    /** How often to call {@link #tick}. */
    public static final Duration EVERY = Duration.ofMillis(250);

    private static final Duration STOOD_STILL = Duration.ofSeconds(2);

    /** Work that began so long ago may ask. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private Instant last;
    private Instant since;

    public Attention(Instant started) {
        this.last = started;
        this.since = started;
    }

    public synchronized void tick(Instant now) {
        if (now.isBefore(last) || Duration.between(last, now).compareTo(STOOD_STILL) > 0) {
            since = now;
        }
        last = now;
    }

    /** @param now when the work began that asks: nobody need have told the time since a standstill before that */
    synchronized Instant since(Instant now) {
        if (now.isAfter(last) || now.isBefore(last.minus(LONGEST_LOOK))) {
            tick(now);
        }
        return since;
    }
}
