package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fuse.Requester.Fate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** proc(5): SigPnd, ShdPnd, SigBlk, SigIgn, SigCgt of /proc/pid/status; flags and exit_code of /proc/pid/stat. */
final class RequesterTest {
    private static final long EXITING = 0x40440c;
    private static final long RUNNING = 0x400000;

    @TempDir
    Path proc;

    /** signal(7): SIGKILL is 9, SIGUSR1 10, SIGTERM 15, SIGQUIT 3, whose default is a core. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000100, 0000000000000000, 0000000000000000, 0000000000000000, KILLED",
        "0000000000000100, 0000000000000000, ffffffffffffffff, 0000000000000000, KILLED",
        "0000000000000000, 0000000000000200, 0000000000000000, 0000000000000200, WAITS",
        "0000000000000000, 0000000000000004, 0000000000000000, 0000000000000000, KILLED",
        "0000000000000000, 0000000000000004, 0000000000000004, 0000000000000000, WAITS",
        "0000000000000000, 0000000000000004, 0000000000000000, 0000000000000004, WAITS",
        "0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, WAITS"
    })
    void onlyASignalThatEndsTheProcessEndsAWait(String own, String shared, String blocked, String caught, Fate fate) {
        String status = "Name:\tx\nSigQ:\t1/94049\nSigPnd:\t" + own + "\nShdPnd:\t" + shared + "\nSigBlk:\t" + blocked
                + "\nSigIgn:\t0000000000000000\nSigCgt:\t" + caught + "\nCapInh:\t0\n";
        assertThat(Requester.ofStatus(status)).isEqualTo(fate);
    }

    @Test
    void whoClosesFilesAtItsEndIsToldByItsFlags() {
        assertThat(Requester.ofStat(stat(RUNNING, 0))).isEqualTo(Fate.WAITS);
        assertThat(Requester.ofStat(stat(EXITING, 9))).isEqualTo(Fate.KILLED);
        assertThat(Requester.ofStat(stat(EXITING, 1 << 8))).isEqualTo(Fate.EXITS);
    }

    @Test
    void whoIsGoneDoesNotWaitAndOfWhoCannotBeSeenNothingIsKnown() {
        Requester requesters = new Requester(proc);
        assertThat(requesters.fate(17)).isEqualTo(Fate.KILLED);
        assertThat(requesters.fate(0)).isEqualTo(Fate.WAITS);
    }

    /** The name may hold blanks and parentheses. */
    private static String stat(long flags, int exitCode) {
        return "17 (a) b) S 1 17 17 0 -1 " + flags + " 0".repeat(42) + " " + exitCode + "\n";
    }
}
