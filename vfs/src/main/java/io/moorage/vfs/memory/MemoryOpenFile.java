package io.moorage.vfs.memory;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.VfsException;

/** An open file; guarded by its file system's lock. */
final class MemoryOpenFile implements OpenFile {
    final MemoryFileSystem fileSystem;
    final Inode inode;
    boolean open = true;
    private final boolean dropsPrivileges;

    MemoryOpenFile(MemoryFileSystem fileSystem, Inode inode, boolean dropsPrivileges) {
        this.fileSystem = fileSystem;
        this.inode = inode;
        this.dropsPrivileges = dropsPrivileges;
    }

    /** A write by others than root takes setuid and setgid away (XSH write). */
    void dropPrivileges() {
        if (dropsPrivileges) {
            inode.mode = PosixRules.modeAfterWrite(inode.mode);
        }
    }

    @Override
    public FileHandle handle() {
        return inode.handle;
    }

    @Override
    public void close() throws VfsException {
        fileSystem.closed(this);
    }
}
