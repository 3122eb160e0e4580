package io.moorage.fuse;

import io.moorage.vfs.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Who calls: the kernel names uid, gid and thread; the supplementary groups are read from {@code /proc} and believed for a
 * second. A thread that changes its groups without changing its uid or gid is seen as before for that long.
 */
final class CallerGroups {
    private static final int SLOTS = 256;
    private static final long BELIEVED = Clocks.NANOS;
    private static final String LINE = "\nGroups:";
    private static final int[] NONE = new int[0];

    private final Path proc;
    private final AtomicReferenceArray<Known> known = new AtomicReferenceArray<>(SLOTS);

    private record Known(int pid, Caller caller, long until) {}

    CallerGroups(Path proc) {
        this.proc = proc;
    }

    Caller caller(Request request) {
        return caller(request.uid(), request.gid(), request.pid(), request.arrivedAt());
    }

    Caller caller(int uid, int gid, int pid, long now) {
        int slot = pid & (SLOTS - 1);
        Known cached = known.get(slot);
        if (cached != null
                && cached.pid == pid
                && cached.caller.uid() == uid
                && cached.caller.gid() == gid
                && now - cached.until < 0) {
            return cached.caller;
        }
        Caller caller = new Caller(uid, gid, uid == 0 ? NONE : groupsOf(pid));
        known.set(slot, new Known(pid, caller, now + BELIEVED));
        return caller;
    }

    private int[] groupsOf(int pid) {
        if (pid == 0) {
            return NONE;
        }
        try {
            return parse(Files.readString(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return NONE;
        }
    }

    /** The groups of a {@code /proc/PID/status} (proc(5)). */
    static int[] parse(String status) {
        int start = status.indexOf(LINE);
        if (start < 0) {
            return NONE;
        }
        int end = status.indexOf('\n', start + 1);
        String line = status.substring(start + LINE.length(), end < 0 ? status.length() : end);
        StringTokenizer words = new StringTokenizer(line);
        int[] groups = new int[words.countTokens()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Integer.parseUnsignedInt(words.nextToken());
        }
        return groups;
    }
}
