package io.moorage.vfs.memory;

import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import java.time.InstantSource;

class MemoryFileSystemTest extends VirtualFileSystemContract {
    private long identity = 1;

    @Override
    protected VirtualFileSystem create() {
        return new MemoryFileSystem(InstantSource.system(), identity++);
    }
}
