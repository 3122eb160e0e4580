package io.moorage.ecs.agent;

import io.moorage.agentwire.CloseCodes;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsapi.WebSocketConnection;
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
 */
final class Outbox implements Transport {
    /** An agent so far behind is as good as gone: it connects anew and is told what still matters. */
    private static final int MOST_WAITING = 10_000;
    /** So long one message may take; seen at the next: a heartbeat is never far. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final EnvelopeCodec<AcsMessage> codec;
    private final WebSocketConnection connection;
    private final InstantSource clock;

    // Guarded by this. Invariant: sendingSince is null only while nothing waits.
    private final Queue<AcsMessage> waiting = new ArrayDeque<>();
    private @Nullable Instant sendingSince;

    Outbox(EnvelopeCodec<AcsMessage> codec, WebSocketConnection connection, InstantSource clock) {
        this.codec = codec;
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public void send(AcsMessage message) {
        switch (enqueue(message, clock.instant())) {
            case FIRST -> drain();
            case BEHIND -> {}
            case STUCK -> elsewhere(connection::abort);
        }
    }

    private enum Place {
        FIRST,
        BEHIND,
        STUCK
    }

    private synchronized Place enqueue(AcsMessage message, Instant now) {
        boolean stuck = waiting.size() >= MOST_WAITING
                || (sendingSince != null && sendingSince.plus(LONGEST_SEND).isBefore(now));
        if (stuck) {
            return Place.STUCK;
        }
        waiting.add(message);
        if (sendingSince != null) {
            return Place.BEHIND;
        }
        sendingSince = now;
        return Place.FIRST;
    }

    private synchronized @Nullable AcsMessage next() {
        AcsMessage next = waiting.poll();
        sendingSince = next == null ? null : clock.instant();
        return next;
    }

    /** Sends as long as each message is through when it was begun; one that is not goes on here by itself. */
    private void drain() {
        AcsMessage message = next();
        while (message != null) {
            Step step = new Step();
            connection.send(codec.encode(message), step::ended);
            if (!step.isThrough()) {
                return;
            }
            message = next();
        }
    }

    /** One message on its way. What happens second goes on: its end, or the return of the call that began it. */
    private final class Step {
        private final AtomicBoolean first = new AtomicBoolean(true);
        private volatile boolean failed;

        void ended(@Nullable Throwable failure) {
            failed = failure != null;
            if (failed) {
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
