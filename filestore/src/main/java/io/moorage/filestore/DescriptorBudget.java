package io.moorage.filestore;

import io.moorage.posix.OpenFileLimit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many files all file systems of a process may hold open together, well below RLIMIT_NOFILE. */
public final class DescriptorBudget {
    /** An O_PATH descriptor and one for data. */
    private static final int DESCRIPTORS_PER_FILE = 2;

    private static final int LEFT_FOR_OTHERS = 1000;
    private static final int MOST = 1 << 18;

    private final int files;

    /** Invariant: 0 to {@link #files}, save while a file that must be open is let in over the limit. */
    private final AtomicInteger held = new AtomicInteger();

    public DescriptorBudget(int files) {
        this.files = Math.max(16, files);
    }

    /** Half of what the process may open after leaving room for connections and the JVM's own; its limit is raised if it may be. */
    public static DescriptorBudget ofThisProcess() {
        long limit = OpenFileLimit.raise(2 * DESCRIPTORS_PER_FILE * MOST);
        return new DescriptorBudget((int) Math.min(MOST, (limit - LEFT_FOR_OTHERS) / (2 * DESCRIPTORS_PER_FILE)));
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
