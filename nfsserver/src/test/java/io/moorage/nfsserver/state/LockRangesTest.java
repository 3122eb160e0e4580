package io.moorage.nfsserver.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 7530 section 9.2: ranges split and merge as POSIX has them; judged by an array of bytes. */
class LockRangesTest {
    private static final int BYTES = 24;

    @Test
    void behavesAsAnArrayOfBytesDoes() {
        Random random = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            LockRanges ranges = new LockRanges();
            int[] twin = new int[BYTES];
            for (int step = 0; step < 12; step++) {
                int first = random.nextInt(BYTES);
                int last = first + random.nextInt(BYTES - first);
                int kind = random.nextInt(3);
                if (kind == 0) {
                    ranges.unlock(first, last);
                } else {
                    ranges.lock(first, last, kind == 2);
                }
                Arrays.fill(twin, first, last + 1, kind);
                check(ranges, twin);
            }
        }
    }

    /** Section 16.10.4: a length of all ones reaches the end of any file. */
    @Test
    void aLockToTheEndCoversEverythingBehindIt() {
        LockRanges ranges = new LockRanges();
        ranges.lock(10, -1, true);
        assertThat(ranges.conflict(Long.MIN_VALUE, Long.MIN_VALUE, false)).isNotNull();
        assertThat(ranges.conflict(0, 9, true)).isNull();
        ranges.unlock(20, -1);
        assertThat(ranges.conflict(20, -1, true)).isNull();
        assertThat(ranges.conflict(19, 19, false)).isNotNull();
    }

    private static void check(LockRanges ranges, int[] twin) {
        int runs = 0;
        for (int i = 0; i < BYTES; i++) {
            assertThat(ranges.conflict(i, i, false) != null).isEqualTo(twin[i] == 2);
            assertThat(ranges.conflict(i, i, true) != null).isEqualTo(twin[i] != 0);
            if (twin[i] != 0 && (i == 0 || twin[i - 1] != twin[i])) {
                runs++;
            }
        }
        assertThat(ranges.size()).as("as few ranges as can be").isEqualTo(runs);
    }
}
