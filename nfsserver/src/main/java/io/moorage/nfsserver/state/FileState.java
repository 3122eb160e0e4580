package io.moorage.nfsserver.state;

import io.moorage.vfs.FileHandle;
import java.util.ArrayList;
import java.util.List;

/** What is open and locked of one file. */
final class FileState {
    final FileHandle handle;
    final List<OpenState> opens = new ArrayList<>(1);
    final List<LockState> locks = new ArrayList<>(1);

    FileState(FileHandle handle) {
        this.handle = handle;
    }

    boolean isUnused() {
        return opens.isEmpty() && locks.isEmpty();
    }

    int lockedRanges() {
        int count = 0;
        for (LockState lock : locks) {
            count += lock.ranges.size();
        }
        return count;
    }
}
