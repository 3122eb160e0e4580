package io.moorage.filestore;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A file system whose files go to Infrequent Access after 30 days and to Archive after 90, and a clock that is set ahead. */
final class ColdFixture {
    static final LifecycleRules RULES =
            new LifecycleRules(Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(90)), false);
    static final LifecycleRules RULES_BACK = new LifecycleRules(RULES.toIa(), RULES.toArchive(), true);

    private final AtomicLong ahead = new AtomicLong();
    final InstantSource clock = () -> InstantSource.system().instant().plus(Duration.ofDays(ahead.get()));
    final Path directory;
    DirectoryFileSystem fs;

    ColdFixture(Path temporary, LifecycleRules rules) throws IOException {
        directory = TestDirectories.make(temporary, "fs");
        fs = open(rules);
    }

    private DirectoryFileSystem open(LifecycleRules rules) throws IOException {
        DirectoryFileSystem opened =
                DirectoryFileSystem.open(directory, new DescriptorBudget(100), clock, new Random(1));
        opened.setLifecycle(rules);
        return opened;
    }

    /** As after a kill: what was open is left alone. */
    void reopen(LifecycleRules rules) throws IOException {
        fs = open(rules);
    }

    void pass(Duration time) {
        ahead.addAndGet(time.toDays());
    }

    Instant now() {
        return clock.instant();
    }

    FileHandle create(String name, byte[] content) throws VfsException {
        FileHandle file = fs.createFile(
                        Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.ofMode(0644))
                .entry()
                .handle();
        write(file, 0, content);
        return file;
    }

    void write(FileHandle file, long offset, byte[] content) throws VfsException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.WRITE)) {
            fs.write(open, offset, ByteBuffer.wrap(content), Stability.FILE_SYNC);
        }
    }

    byte[] read(FileHandle file) throws VfsException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ)) {
            return read(open, 0, (int) fs.sizeOf(open) + 10);
        }
    }

    byte[] read(OpenFile open, long offset, int most) throws VfsException {
        ByteBuffer target = ByteBuffer.allocate(most);
        int count = fs.read(open, offset, target);
        return Arrays.copyOf(target.array(), count);
    }

    /** Bytes of the disk that the file itself has. */
    long ownBytes(FileHandle file) throws VfsException {
        return fs.volume.with(file, (calls, node) -> Tiers.status(calls, node).blocks() * 512);
    }

    Attributes attributes(FileHandle file) throws VfsException {
        return fs.getAttributes(file);
    }

    /** How many contents are in the tier, in a place there. */
    long contents(String place) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(".moorage-cold").resolve(place))) {
            return files.count();
        }
    }

    /** Text-like, with a hole and an end that is no block's. */
    static byte[] compressible(int length, long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) ('a' + random.nextInt(4));
        }
        return content;
    }

    static byte[] incompressible(int length, long seed) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }
}
