package io.moorage.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.crash.disk.PowerCutDisk;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.filestore.DirectoryFileSystem;
import io.moorage.filestore.LifecycleRules;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power is cut at each sync of the disk while a file's content goes to the cold tier and comes back: it is always somewhere. */
class ColdPowerTest {
    private static final int ROUNDS = Integer.getInteger("moorage.cold.cuts", 9);
    private static final int SYNCS_APART = 4;
    private static final int LENGTH = 300_001;

    private final Path home;
    private final AtomicInteger months = new AtomicInteger();
    private final InstantSource clock =
            () -> InstantSource.system().instant().plus(Duration.ofDays(31L * months.get()));

    @SuppressWarnings("NullAway.Init")
    private StoreDisk store;

    @SuppressWarnings("NullAway.Init")
    private PowerCutDisk disk;

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    ColdPowerTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void powerOn() throws IOException {
        store = StoreDisk.make(home, 64L << 20);
        disk = store.disk();
        directory = store.directory();
    }

    @AfterEach
    void powerOff() throws IOException {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void theContentIsInOnePlaceAtLeast() throws Exception {
        byte[] expected = content();
        FileHandle file;
        try (DirectoryFileSystem fs = open()) {
            file = fs.createFile(Caller.ROOT, fs.root(), "file", new CreateMode.Guarded(), AttributeChange.NONE)
                    .entry()
                    .handle();
            write(fs, file, 0, expected);
        }
        int moved = 0;
        for (int round = 0; round < ROUNDS; round++) {
            months.incrementAndGet();
            DirectoryFileSystem fs = open();
            Move move = new Move(fs, file, round);
            cutAfter(1 + SYNCS_APART * round, move, round % 2 == 0 ? null : (long) round);
            fs.close();
            disk.powerOff();
            disk.powerOn();
            moved += move.gone.get() ? 1 : 0;
            try (DirectoryFileSystem after = open()) {
                byte[] found = read(after, file);
                if (!move.written.get() && found[round] == Move.mark(round)) {
                    // It had reached the disk before it could be acknowledged.
                    expected[round] = found[round];
                }
                if (move.written.get()) {
                    expected[round] = Move.mark(round);
                }
                assertThat(Arrays.equals(found, expected))
                        .as("the content after a power cut in round %d", round)
                        .isTrue();
            }
        }
        assertThat(moved).isPositive();
    }

    /** The file goes to the cold tier, and a write brings it back. */
    private static final class Move implements Runnable {
        private final DirectoryFileSystem fs;
        private final FileHandle file;
        private final int round;
        private final AtomicBoolean gone = new AtomicBoolean();
        private final AtomicBoolean written = new AtomicBoolean();

        Move(DirectoryFileSystem fs, FileHandle file, int round) {
            this.fs = fs;
            this.file = file;
            this.round = round;
        }

        static byte mark(int round) {
            return (byte) ('A' + round % 26);
        }

        @Override
        public void run() {
            try {
                gone.set(fs.applyLifecycle().toIa() == 1);
                write(fs, file, round, new byte[] {mark(round)});
                written.set(true);
            } catch (IOException powerCut) {
                // as it should be
            }
        }
    }

    private void cutAfter(int syncs, Move move, @Nullable Long luck) throws Exception {
        long before = disk.syncs();
        Thread thread = Thread.ofPlatform().daemon().start(move);
        while (thread.isAlive() && disk.syncs() < before + syncs) {
            Thread.onSpinWait();
        }
        int ignored = disk.cut(luck);
        disk.tellOfCut();
        assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }

    private DirectoryFileSystem open() throws IOException {
        DirectoryFileSystem fs = DirectoryFileSystem.open(directory, new DescriptorBudget(100), clock, new Random(1));
        fs.setLifecycle(new LifecycleRules(Optional.of(Duration.ofDays(30)), Optional.empty(), true));
        return fs;
    }

    private static byte[] content() {
        byte[] content = new byte[LENGTH];
        Random random = new Random(5);
        for (int i = 0; i < LENGTH; i++) {
            content[i] = (byte) ('a' + random.nextInt(8));
        }
        return content;
    }

    private static void write(DirectoryFileSystem fs, FileHandle file, long offset, byte[] bytes) throws IOException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.WRITE)) {
            fs.write(open, offset, ByteBuffer.wrap(bytes), Stability.FILE_SYNC);
        }
    }

    private static byte[] read(DirectoryFileSystem fs, FileHandle file) throws IOException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ)) {
            ByteBuffer target = ByteBuffer.allocate(LENGTH + 10);
            int count = fs.read(open, 0, target);
            return Arrays.copyOf(target.array(), count);
        }
    }
}
