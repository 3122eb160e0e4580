package io.moorage.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory the instance has: the machine's, or its control group's limit where that is less. */
final class MachineMemory {
    private static final long KIB = 1024;

    private MachineMemory() {}

    static long bytes(Path proc, Path cgroups) {
        long bytes = total(proc);
        for (String limit : new String[] {"memory.max", "memory/memory.limit_in_bytes"}) {
            bytes = Math.min(bytes, limit(cgroups.resolve(limit)));
        }
        return bytes;
    }

    private static long total(Path proc) {
        try {
            for (String line : Files.readAllLines(proc.resolve("meminfo"))) {
                if (line.startsWith("MemTotal:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                }
            }
            throw new IOException("no MemTotal");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the machine's memory", e);
        }
    }

    private static long limit(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
