package io.moorage.fuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a thread still waits for its request, as {@code /proc} shows it (proc(5)). As on a hard mount of the kernel's client
 * (nfs(5)), only a signal that ends the process ends a wait; handlers run when the wait is over.
 */
final class Requester {
    /** SIGKILL: by it the kernel ends every thread of a process, whatever signal was the reason. */
    private static final long KILL = 1L << (9 - 1);

    /** SIGQUIT, ILL, TRAP, ABRT, BUS, FPE, SEGV, XCPU, XFSZ, SYS: these stay as they are, since a core is to be written first. */
    private static final long CORE = bits(3, 4, 5, 6, 7, 8, 11, 24, 25, 31);

    private static final long EXITING = 0x4;
    private static final int SIGNAL = 0x7f;

    /** The fields of /proc/pid/stat after the name, counted from field 3 (state). */
    private static final int FLAGS = 9 - 3;

    private static final int EXIT_CODE = 52 - 3;

    private final Path proc;

    enum Fate {
        WAITS,
        /** It ended by itself and closes its files: no signal reaches it any more. */
        EXITS,
        /** A signal ends it, or it is no more. */
        KILLED
    }

    Requester(Path proc) {
        this.proc = proc;
    }

    /** @param thread its id in this process's namespace; 0 when it has none there and nothing can be seen of it */
    Fate fate(int thread) {
        if (thread == 0) {
            return Fate.WAITS;
        }
        try {
            Path directory = proc.resolve(Integer.toString(thread));
            Fate ending = ofStat(Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1));
            return ending == Fate.WAITS
                    ? ofStatus(Files.readString(directory.resolve("status"), StandardCharsets.ISO_8859_1))
                    : ending;
        } catch (IOException gone) {
            return Fate.KILLED;
        }
    }

    static Fate ofStat(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length <= EXIT_CODE || (Long.parseLong(fields[FLAGS]) & EXITING) == 0) {
            return Fate.WAITS;
        }
        return (Integer.parseInt(fields[EXIT_CODE]) & SIGNAL) == 0 ? Fate.EXITS : Fate.KILLED;
    }

    static Fate ofStatus(String status) {
        long own = mask(status, "SigPnd");
        long pending = own | mask(status, "ShdPnd");
        long delivered = pending & ~mask(status, "SigBlk") & ~mask(status, "SigIgn") & ~mask(status, "SigCgt");
        return (own & KILL) != 0 || (delivered & CORE) != 0 ? Fate.KILLED : Fate.WAITS;
    }

    private static long mask(String status, String name) {
        String label = "\n" + name + ":\t";
        int start = status.indexOf(label);
        if (start < 0) {
            return 0;
        }
        int end = status.indexOf('\n', start + 1);
        String digits = status.substring(start + label.length(), end < 0 ? status.length() : end);
        return Long.parseUnsignedLong(digits.trim(), 16);
    }

    private static long bits(int... signals) {
        long all = 0;
        for (int signal : signals) {
            all |= 1L << (signal - 1);
        }
        return all;
    }
}
