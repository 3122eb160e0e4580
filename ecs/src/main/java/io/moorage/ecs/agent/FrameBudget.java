package io.moorage.ecs.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * How much one agent may say: a bucket of frames that fills again at a steady rate, a large frame counting as many. A whole instance
 * that starts over stays far below it; one thread that sends in a loop does not.
 */
final class FrameBudget {
    static final int LARGEST_FRAME = 1 << 20;
    static final int BURST = 2_000;
    static final int PER_SECOND = 200;
    private static final int BYTES_PER_FRAME = 4_096;
    private static final double MILLIS_PER_SECOND = 1_000;

    private double left = BURST;
    private Instant filled;

    FrameBudget(Instant now) {
        this.filled = now;
    }

    /** False when this frame is one too many. */
    boolean admits(int length, Instant now) {
        double gained = Math.max(0, Duration.between(filled, now).toMillis()) / MILLIS_PER_SECOND * PER_SECOND;
        left = Math.min(BURST, left + gained);
        filled = now;
        left -= 1 + (double) length / BYTES_PER_FRAME;
        return left >= 0;
    }
}
