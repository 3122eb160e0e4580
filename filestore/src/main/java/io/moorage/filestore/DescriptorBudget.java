package io.moorage.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** How many files all file systems of a process may hold open together, well below RLIMIT_NOFILE. */
public final class DescriptorBudget {
    /** An O_PATH descriptor and one for data. */
    private static final int DESCRIPTORS_PER_FILE = 2;

    private static final int LEFT_FOR_OTHERS = 1000;

    private final int files;

    /** Invariant: 0 to {@link #files}, save while a file that must be open is let in over the limit. */
    private final AtomicInteger held = new AtomicInteger();

    public DescriptorBudget(int files) {
        this.files = Math.max(16, files);
    }

    /** Half of what the process may open after leaving room for connections and the JVM's own. */
    public static DescriptorBudget ofThisProcess() throws IOException {
        String limits = Files.readString(Path.of("/proc/self/limits"));
        for (String line : limits.split("\n")) {
            if (line.startsWith("Max open files")) {
                String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
                long limit = soft.equals("unlimited") ? 1 << 20 : Long.parseLong(soft);
                return new DescriptorBudget(
                        (int) Math.min(1 << 18, (limit - LEFT_FOR_OTHERS) / (2 * DESCRIPTORS_PER_FILE)));
            }
        }
        throw new IOException("/proc/self/limits tells no limit of open files");
    }

    void take() {
        held.incrementAndGet();
    }

    void give() {
        held.decrementAndGet();
    }

    boolean exceeded() {
        return held.get() > files;
    }
}
