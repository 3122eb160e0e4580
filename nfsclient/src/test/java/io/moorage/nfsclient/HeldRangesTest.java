package io.moorage.nfsclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsclient.HeldRanges.Held;
import io.moorage.vfs.ByteRangeLocks.Range;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** POSIX.1-2017 XSH fcntl, F_SETLK: a lock replaces what its owner had on its bytes; an unlock may split. */
final class HeldRangesTest {
    @Test
    void anUnlockSplits() {
        HeldRanges held = HeldRanges.NONE.with(new Range(0, 10), true).without(new Range(3, 2));
        assertThat(held.ranges()).containsExactly(new Held(new Range(0, 3), true), new Held(new Range(5, 5), true));
    }

    @Test
    void aRangeToTheEndStaysOne() {
        HeldRanges held =
                HeldRanges.NONE.with(new Range(0, Long.MAX_VALUE), false).without(new Range(0, 100));
        assertThat(held.ranges()).containsExactly(new Held(new Range(100, Long.MAX_VALUE), false));
        assertThat(held.without(new Range(0, Long.MAX_VALUE)).isEmpty()).isTrue();
    }

    /** Against a map with one entry per byte. */
    @Test
    void anyHistoryAgreesWithAByteMap() {
        Random random = new Random(42);
        for (int history = 0; history < 200; history++) {
            HeldRanges held = HeldRanges.NONE;
            int[] bytes = new int[64];
            for (int step = 0; step < 20; step++) {
                int start = random.nextInt(60);
                int length = 1 + random.nextInt(64 - start);
                int kind = random.nextInt(3);
                Range range = new Range(start, length);
                held = kind == 0 ? held.without(range) : held.with(range, kind == 2);
                java.util.Arrays.fill(bytes, start, start + length, kind);
            }
            int[] seen = new int[64];
            for (Held one : held.ranges()) {
                for (long at = one.range().offset();
                        at < one.range().offset() + one.range().length();
                        at++) {
                    assertThat(seen[(int) at]).as("ranges do not overlap").isZero();
                    seen[(int) at] = one.exclusive() ? 2 : 1;
                }
            }
            assertThat(seen).isEqualTo(bytes);
        }
    }
}
