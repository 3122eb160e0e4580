package io.moorage.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;

/** File stores in a test's own temporary directory. */
final class TestDirectories {
    static final int FEW_FILES = 100;

    private TestDirectories() {}

    static Path make(Path parent, String name) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }

    static DirectoryFileSystem open(Path directory) throws IOException {
        return DirectoryFileSystem.open(
                directory, new DescriptorBudget(FEW_FILES), InstantSource.system(), new SecureRandom());
    }
}
