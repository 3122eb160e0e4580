package io.moorage.agent.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Sends frames over a websocket that takes one at a time, in order. What waits is bounded in frames and in size, so that a control plane
 * that reads nothing costs an agent no more than that. Safe for use by many threads.
 *
 * <p>Invariant: {@code frames} and {@code characters} count what was taken and is not through.
 */
final class SendQueue {
    static final int MOST_FRAMES = 10_000;
    static final int MOST_CHARACTERS = 16 << 20;
    /** So much a maker that can wait may leave waiting. */
    static final int ROOM = 1 << 20;

    private final Function<String, CompletableFuture<?>> transport;
    private final Runnable overflow;
    private CompletableFuture<String> last = CompletableFuture.completedFuture("");
    private int frames;
    private long characters;
    private boolean ended;

    /**
     * @param transport begins to send a frame
     * @param overflow ends the connection, when a frame found no room
     */
    SendQueue(Function<String, CompletableFuture<?>> transport, Runnable overflow) {
        this.transport = transport;
        this.overflow = overflow;
    }

    /** Returns at once. A frame that finds no room ends the connection; after the end frames are dropped. */
    void send(String frame) {
        if (overflows(frame)) {
            overflow.run();
        }
    }

    private synchronized boolean overflows(String frame) {
        if (ended) {
            return false;
        }
        ended = frames >= MOST_FRAMES || (frames > 0 && characters + frame.length() > MOST_CHARACTERS);
        if (!ended) {
            take(frame);
        }
        return ended;
    }

    /** Returns when there is room, so that who makes more than is read goes no faster than is read; and when the connection ended. */
    synchronized void sendWhenRoom(String frame) throws InterruptedException {
        while (!ended && characters > ROOM) {
            wait();
        }
        if (!ended) {
            take(frame);
        }
    }

    private synchronized void take(String frame) {
        frames++;
        characters += frame.length();
        last = last.handle((_, _) -> frame)
                .thenCompose(next -> transport.apply(next).thenApply(_ -> next))
                .whenComplete((_, _) -> through(frame));
    }

    private synchronized void through(String frame) {
        frames--;
        characters -= frame.length();
        notifyAll();
    }

    /** The connection is gone: who waits for room goes on. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
