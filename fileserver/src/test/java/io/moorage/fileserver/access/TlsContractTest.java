package io.moorage.fileserver.access;

import io.moorage.fileserver.control.FileSystemTerms.CreationInfo;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The client over TLS over the server, through an access point, is a file system like any other. */
final class TlsContractTest extends VirtualFileSystemContract {
    @TempDir
    Path directory;

    private @Nullable TlsServer server;

    @Override
    protected VirtualFileSystem create() throws Exception {
        TlsServer started = new TlsServer(
                directory, TlsServer.terms(null, TlsServer.point(null, "/apps/one", new CreationInfo(0, 0, "0755"))));
        server = started;
        return started.encrypted(Optional.of(TlsServer.POINT), Optional.empty());
    }

    @Override
    protected void putAway() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    /** EFS user guide, "Unsupported NFS features": no block and character devices. */
    @Override
    public boolean makesDevices() {
        return false;
    }
}
