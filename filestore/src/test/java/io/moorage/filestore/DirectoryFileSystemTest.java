package io.moorage.filestore;

import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.contract.VirtualFileSystemContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
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
        Path directory = Files.createDirectory(temporary.resolve("fs-" + made++));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return DirectoryFileSystem.open(
                directory, new DescriptorBudget(200), InstantSource.system(), new SecureRandom());
    }
}
