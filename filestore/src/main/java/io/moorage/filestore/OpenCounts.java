package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import java.util.concurrent.ConcurrentHashMap;

/** How many opens each file has. Kept beside the nodes: a file that is open and idle need not have a descriptor. */
final class OpenCounts {
    /** Invariant: no zeros. */
    private final ConcurrentHashMap<FileHandle, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more; returns how many there are now. */
    int add(FileHandle file) {
        return counts.merge(file, 1, Integer::sum);
    }

    /** Counts one less, which was added before; true when it was the last. */
    boolean remove(FileHandle file) {
        return counts.computeIfPresent(file, (f, count) -> count == 1 ? null : count - 1) == null;
    }

    boolean isOpen(FileHandle file) {
        return counts.containsKey(file);
    }
}
