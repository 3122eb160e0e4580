package io.moorage.server.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Secret files that only their owner can read. */
public final class KeyFiles {
    private final Path directory;

    public KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** The file's content, made and written first if it is not there. */
    public byte[] readOrMake(String name, Supplier<byte[]> maker) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Path fresh = directory.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, maker.get());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readAllBytes(file);
    }
}
