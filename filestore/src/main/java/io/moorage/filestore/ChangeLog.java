package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that were changed since it was begun, names in directories included. Safe for many threads. */
final class ChangeLog {
    /** Some 200 MiB of memory. */
    private static final int MOST = 1_000_000;

    private final Map<FileHandle, Changed> objects = new ConcurrentHashMap<>();
    private volatile boolean overflown;

    /** @param kernelHandle opens the object, unless it is gone */
    record Changed(FileHandle handle, byte[] kernelHandle, long inode, boolean isDirectory) {
        static Changed of(Node node) {
            return new Changed(node.handle, node.kernelHandle, node.inode, node.isDirectory());
        }
    }

    void add(Node node) {
        if (objects.containsKey(node.handle)) {
            return;
        }
        if (objects.size() < MOST) {
            objects.put(node.handle, Changed.of(node));
        } else {
            overflown = true;
        }
    }

    int size() {
        return objects.size();
    }

    /**
     * Takes all that is there: a change that is logged later was made later, or is found by whoever looks now. Null when there
     * were too many to be remembered, once and for all.
     */
    @Nullable
    List<Changed> drain() {
        List<FileHandle> handles = List.copyOf(objects.keySet());
        List<Changed> drained = new ArrayList<>(handles.size());
        for (FileHandle handle : handles) {
            Changed changed = objects.remove(handle);
            if (changed != null) {
                drained.add(changed);
            }
        }
        return overflown ? null : drained;
    }

    /** What was drained was not looked at, or not all of it. */
    void putBack(List<Changed> drained) {
        drained.forEach(changed -> objects.put(changed.handle(), changed));
    }
}
