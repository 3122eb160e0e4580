package io.moorage.filestore;

import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the disk of the machine. */
class DirectoryFileSystemTest extends VirtualFileSystemContract {
    private final Path temporary;
    private int made;

    DirectoryFileSystemTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Override
    protected VirtualFileSystem create() throws Exception {
        return TestDirectories.open(TestDirectories.make(temporary, "fs-" + made++));
    }
}
