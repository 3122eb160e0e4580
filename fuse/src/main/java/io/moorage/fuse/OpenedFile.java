package io.moorage.fuse;

import io.moorage.vfs.OpenFile;

/** A file description the kernel holds. */
final class OpenedFile {
    private final OpenFile file;

    /** Written since the last commit through this description. */
    private volatile boolean dirty;

    OpenedFile(OpenFile file) {
        this.file = file;
    }

    OpenFile file() {
        return file;
    }

    boolean dirty() {
        return dirty;
    }

    void dirty(boolean now) {
        if (dirty != now) {
            dirty = now;
        }
    }
}
