package io.moorage.ecs.agent;

import io.moorage.agentwire.CloseCodes;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsapi.WebSocketConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one agent, one message after another, so that a slow agent delays nobody: a message goes at once while the connection takes
 * it, and otherwise when the one before it is through. An idle connection has neither a thread nor a timer.
 *
 * <p>What waits is bounded in messages, in their size and in time. At the bound the connection is dropped without a close frame, which
 * would have to wait as well; what waited is forgotten, and nothing more is taken. The agent connects anew and is told what still
 * matters.
 */
final class Outbox implements Transport {
    private static final Logger LOG = System.getLogger(Outbox.class.getName());
    static final int MOST_WAITING = 10_000;
    /** In characters, of which nearly each is one byte: some hundred tasks of the largest definition that ECS takes (64 KiB). */
    static final int MOST_CHARACTERS = 32 << 20;
    /** So long one message may take; seen at the next: a heartbeat is never far. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final EnvelopeCodec<AcsMessage> codec;
    private final WebSocketConnection connection;
    private final InstantSource clock;

    // Guarded by this. Invariants: sendingSince is null only while nothing waits; characters is the sum of what waits.
    private final Queue<String> waiting = new ArrayDeque<>();
    private long characters;
    private @Nullable Instant sendingSince;
    private boolean over;

    Outbox(EnvelopeCodec<AcsMessage> codec, WebSocketConnection connection, InstantSource clock) {
        this.codec = codec;
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public void send(AcsMessage message) {
        String text = codec.encode(message);
        switch (enqueue(text, clock.instant())) {
            case FIRST -> drain();
            case STUCK -> {
                LOG.log(Level.WARNING, "an agent at {0} reads too slowly and is cut off", connection.remoteAddress());
                elsewhere(connection::abort);
            }
            case BEHIND, OVER -> {}
        }
    }

    private enum Place {
        FIRST,
        BEHIND,
        STUCK,
        OVER
    }

    private synchronized Place enqueue(String text, Instant now) {
        if (over) {
            return Place.OVER;
        }
        if (stuck(text, now)) {
            end();
            return Place.STUCK;
        }
        waiting.add(text);
        characters += text.length();
        if (sendingSince != null) {
            return Place.BEHIND;
        }
        sendingSince = now;
        return Place.FIRST;
    }

    /** Where nothing waits any message is taken, however large. */
    private boolean stuck(String text, Instant now) {
        return waiting.size() >= MOST_WAITING
                || (!waiting.isEmpty() && characters + text.length() > MOST_CHARACTERS)
                || (sendingSince != null && sendingSince.plus(LONGEST_SEND).isBefore(now));
    }

    private synchronized void end() {
        over = true;
        waiting.clear();
        characters = 0;
    }

    private synchronized @Nullable String next() {
        String next = waiting.poll();
        characters -= next == null ? 0 : next.length();
        sendingSince = next == null ? null : clock.instant();
        return next;
    }

    /** Sends as long as each message is through when it was begun; one that is not goes on here by itself. */
    private void drain() {
        String text = next();
        while (text != null) {
            Step step = new Step();
            connection.send(text, step::ended);
            if (!step.isThrough()) {
                return;
            }
            text = next();
        }
    }

    /** One message on its way. What happens second goes on: its end, or the return of the call that began it. */
    private final class Step {
        private final AtomicBoolean first = new AtomicBoolean(true);
        private volatile boolean failed;

        void ended(@Nullable Throwable failure) {
            failed = failure != null;
            if (failed) {
                end();
                close(CloseCodes.SERVER_ERROR, "Sending failed");
            }
            if (!first.getAndSet(false) && !failed) {
                drain();
            }
        }

        /** False also after a failure: nothing more is sent. */
        boolean isThrough() {
            return !first.getAndSet(false) && !failed;
        }
    }

    @Override
    public void close(int code, String reason) {
        elsewhere(() -> connection.close(code, reason));
    }

    /** Who sends holds locks and may be within a transaction; who hears of the end writes to the store. */
    private static void elsewhere(Runnable end) {
        Thread.ofVirtual().start(end);
    }
}
