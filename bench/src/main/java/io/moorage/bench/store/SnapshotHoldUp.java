package io.moorage.bench.store;

import io.moorage.filestore.CopiedTree;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.vfs.AttributeChange;
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
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** For how long a snapshot of a large tree holds up its clients, while they write. */
public final class SnapshotHoldUp {
    private static final int FILES_PER_DIRECTORY = 1000;

    private SnapshotHoldUp() {}

    /** Arguments: an empty directory, and how many objects. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int objects = Integer.parseInt(arguments[1]);
        Path files = Files.createDirectory(home.resolve("fs"));
        fill(files, objects);
        try (DirectoryFileSystem fs = DirectoryFileSystem.open(
                files, DescriptorBudget.ofThisProcess(), InstantSource.system(), new SecureRandom())) {
            for (int round = 0; round < 3; round++) {
                Optional<Path> reference =
                        round == 0 ? Optional.empty() : Optional.of(home.resolve("snapshot-" + (round - 1)));
                snapshot(fs, home.resolve("snapshot-" + round), reference, objects);
            }
        }
    }

    private static void fill(Path root, int objects) throws IOException {
        Path directory = root;
        for (int i = 0; i < objects; i++) {
            if (i % FILES_PER_DIRECTORY == 0) {
                directory = Files.createDirectory(root.resolve("d" + i / FILES_PER_DIRECTORY));
            } else {
                Files.createFile(directory.resolve("f" + i % FILES_PER_DIRECTORY));
            }
        }
    }

    private static void snapshot(DirectoryFileSystem fs, Path target, Optional<Path> reference, int objects)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong writes = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        Thread writer = Thread.ofPlatform().start(() -> write(fs, objects, over, writes, longest));
        long start = System.nanoTime();
        CopiedTree copied;
        try {
            copied = fs.copyTo(target, reference, () -> true);
        } finally {
            over.set(true);
            writer.join();
        }
        System.out.printf(
                "%,d objects in %.1f s, %,d files copied; %,d writes meanwhile; changes held up for %d ms, the longest write %d ms%n",
                copied.objects(),
                (System.nanoTime() - start) / 1e9,
                copied.copied(),
                writes.get(),
                copied.pauseMillis(),
                longest.get() / 1_000_000);
    }

    /** Writes and makes files here and there, as a client does. */
    private static void write(
            DirectoryFileSystem fs, int objects, AtomicBoolean over, AtomicLong writes, AtomicLong longest) {
        Random random = new Random(objects);
        try {
            while (!over.get()) {
                long start = System.nanoTime();
                int directory = random.nextInt(Math.max(1, objects / FILES_PER_DIRECTORY));
                FileHandle parent =
                        fs.lookup(Caller.ROOT, fs.root(), "d" + directory).handle();
                FileHandle file = random.nextInt(10) == 0
                        ? fs.createFile(
                                        Caller.ROOT,
                                        parent,
                                        "new" + writes.get() + "-" + start,
                                        new CreateMode.Guarded(),
                                        AttributeChange.NONE)
                                .entry()
                                .handle()
                        : fs.lookup(Caller.ROOT, parent, "f" + random.nextInt(1, FILES_PER_DIRECTORY))
                                .handle();
                try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.WRITE)) {
                    fs.write(open, 0, ByteBuffer.wrap(new byte[4096]), Stability.UNSTABLE);
                }
                writes.incrementAndGet();
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
            }
        } catch (VfsException e) {
            throw new IllegalStateException(e);
        }
    }
}
