package io.moorage.fileserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.moorage.controlwire.ControlCodec;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import io.moorage.fileserver.throughput.BurstCredits;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What a file server was last told, on stable storage, and the lock that keeps a second server away from it. */
final class StateDirectory implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StateDirectory.class.getName());
    private static final int SECRET_BYTES = 32;

    /** 1 GiB of 2 TiB. */
    private static final double UNKEPT_CREDITS = 1L << 30;

    private final Path directory;
    private final ControlCodec codec = new ControlCodec();
    private final FileChannel lockFile;

    /** What was kept of each file system's credits. */
    private final Map<String, Double> keptCredits = new HashMap<>();

    /** How it is written down. */
    record Kept(List<Export> exports, List<FileSystemTerms> terms, List<FenceOrder> fences, List<GuardOrder> guards) {
        static Kept of(Told told) {
            return new Kept(
                    told.exports(),
                    told.terms(),
                    told.fences().orders(),
                    told.guards().orders());
        }

        Told told() {
            // What earlier versions wrote says nothing of terms and guards.
            return new Told(
                    exports,
                    Objects.requireNonNullElse(terms, List.of()),
                    Fences.of(fences),
                    Guards.of(Objects.requireNonNullElse(guards, List.of())));
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

    /** A file system's burst credits as they were kept last; those of a new one when it has none. */
    BurstCredits credits(String fileSystemId, Instant now) throws IOException {
        Path file = creditsOf(fileSystemId);
        if (!Files.exists(file)) {
            return BurstCredits.initial(now);
        }
        String[] words = Files.readString(file).strip().split(" ");
        try {
            BurstCredits kept = new BurstCredits(Double.parseDouble(words[0]), Instant.parse(words[1]));
            keptCredits.put(fileSystemId, kept.bytes());
            return kept;
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            LOG.log(Level.WARNING, "{0} is damaged: the file system has a new one's credits", file);
            return BurstCredits.initial(now);
        }
    }

    /** Keeps them when they are noticeably others: a crash forgets as little. */
    void keepCredits(String fileSystemId, BurstCredits credits) throws IOException {
        double kept = keptCredits.getOrDefault(
                fileSystemId, BurstCredits.initial(credits.at()).bytes());
        if (Math.abs(kept - credits.bytes()) > UNKEPT_CREDITS) {
            write(
                    creditsOf(fileSystemId),
                    "%s %s%n".formatted(credits.bytes(), credits.at()).getBytes(StandardCharsets.US_ASCII));
            keptCredits.put(fileSystemId, credits.bytes());
        }
    }

    private Path creditsOf(String fileSystemId) {
        return directory.resolve("credits-" + fileSystemId);
    }

    /** @throws IOException when the file is there but cannot be read: serving without its fences would be wrong */
    Told load() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return Told.NOTHING;
        }
        try {
            return codec.parse(Files.readString(file), Kept.class).told();
        } catch (JsonProcessingException e) {
            throw new IOException("%s is damaged: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** Returns when it is on stable storage. */
    void save(Told told) throws IOException {
        write(file(), codec.line(Kept.of(told)));
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
