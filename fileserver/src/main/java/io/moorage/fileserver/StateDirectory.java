package io.moorage.fileserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.moorage.fileserver.control.ControlCodec;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileSystemTerms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What a file server was last told, on stable storage, and the lock that keeps a second server away from it. */
final class StateDirectory implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final Path directory;
    private final ControlCodec codec = new ControlCodec();
    private final FileChannel lockFile;

    /** All that was told. */
    record Told(List<Export> exports, List<FileSystemTerms> terms, List<FenceOrder> fences) {
        static final Told NOTHING = new Told(List.of(), List.of(), List.of());

        Told {
            exports = List.copyOf(exports);
            // What the first version wrote says nothing of them.
            terms = List.copyOf(Objects.requireNonNullElse(terms, List.of()));
            fences = List.copyOf(fences);
        }
    }

    /** @throws IOException also when another file server uses the directory */
    StateDirectory(Path directory) throws IOException {
        this.directory = Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
        this.lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock();
        if (lock == null) {
            lockFile.close();
            throw new IOException("another file server uses " + directory);
        }
    }

    Path recovery(String fileSystemId) {
        return directory.resolve("recovery").resolve(fileSystemId);
    }

    /** Random bytes that nobody else has, the same for the directory's life. */
    byte[] secret(RandomGenerator random) throws IOException {
        Path file = directory.resolve("secret");
        if (!Files.exists(file)) {
            byte[] made = new byte[SECRET_BYTES];
            random.nextBytes(made);
            write(file, made);
        }
        return Files.readAllBytes(file);
    }

    /** @throws IOException when the file is there but cannot be read: serving without its fences would be wrong */
    Told load() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Told.NOTHING;
        }
        try {
            return codec.parse(Files.readString(file), Told.class);
        } catch (JsonProcessingException e) {
            throw new IOException("%s is damaged: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** Returns when it is on stable storage. */
    void save(Told told) throws IOException {
        write(file(), codec.line(told));
    }

    private void write(Path file, byte[] content) throws IOException {
        Path fresh = directory.resolve(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
    }

    private static void sync(Path synced) throws IOException {
        try (FileChannel channel = FileChannel.open(synced, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file() {
        return directory.resolve("told.json");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
