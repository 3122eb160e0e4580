package io.moorage.nfsclient;

import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The client over the server over the twin in memory is a file system like any other. */
final class NfsFileSystemContractTest extends VirtualFileSystemContract {
    @TempDir
    Path directory;

    private @Nullable MemoryFileSystem files;
    private @Nullable ServerFixture server;

    @Override
    protected VirtualFileSystem create() throws Exception {
        MemoryFileSystem memory = new MemoryFileSystem(InstantSource.system(), 1);
        ServerFixture started = new ServerFixture(memory, directory);
        files = memory;
        server = started;
        return started.connect();
    }

    @Override
    protected void putAway() throws Exception {
        if (server != null) {
            server.close();
        }
        if (files != null) {
            files.close();
        }
    }

    /** EFS user guide, "Unsupported NFS features": no block and character devices. */
    @Override
    public boolean makesDevices() {
        return false;
    }
}
