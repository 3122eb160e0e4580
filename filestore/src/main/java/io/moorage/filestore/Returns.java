package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that somebody used while they were in the cold tier, to be brought back. Safe for many threads. */
final class Returns {
    /** Of more, the next use tells again. */
    private static final int MOST = 10_000;

    /** Whether each goes back to its class a day later. Guarded by this. */
    private final Map<FileHandle, Boolean> files = new LinkedHashMap<>();

    record Return(FileHandle file, boolean goesAgain) {}

    synchronized void wanted(FileHandle file, boolean goesAgain) {
        if (files.size() < MOST) {
            files.merge(file, goesAgain, Boolean::logicalAnd);
        }
    }

    synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    synchronized @Nullable Return next() {
        var all = files.entrySet().iterator();
        if (!all.hasNext()) {
            return null;
        }
        Map.Entry<FileHandle, Boolean> first = all.next();
        Return next = new Return(first.getKey(), first.getValue());
        all.remove();
        return next;
    }
}
