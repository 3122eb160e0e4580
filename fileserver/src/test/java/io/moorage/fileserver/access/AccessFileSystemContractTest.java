package io.moorage.fileserver.access;

import io.moorage.fileserver.control.FileSystemTerms.CreationInfo;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Behind an access point and a policy that allows everything there is a file system like any other. */
final class AccessFileSystemContractTest extends VirtualFileSystemContract {
    private @Nullable MemoryFileSystem files;

    @Override
    protected VirtualFileSystem create() {
        MemoryFileSystem memory = new MemoryFileSystem(InstantSource.system(), 1);
        files = memory;
        RootDirectory root = new RootDirectory(memory, "/apps/one", new CreationInfo(0, 0, "0755"));
        return new AccessFileSystem(memory, root, () -> new Rights(true, true, true), WriterGuards.none());
    }

    @Override
    protected void putAway() throws Exception {
        if (files != null) {
            files.close();
        }
    }
}
