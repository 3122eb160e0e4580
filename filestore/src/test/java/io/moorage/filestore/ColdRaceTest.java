package io.moorage.filestore;

import static io.moorage.filestore.ColdFixture.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a file's content goes and comes back, nobody reads anything but what was written last, and nothing written is lost. */
class ColdRaceTest {
    private static final int BLOCKS = 64;
    private static final int BLOCK = 4096;
    private static final int ROUNDS = 150;

    @Test
    void readersAndWritersSeeOneFile(@TempDir Path temporary) throws Exception {
        ColdFixture cold = new ColdFixture(temporary, RULES);
        FileHandle file = cold.create("file", new byte[BLOCKS * BLOCK]);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger moves = new AtomicInteger();
        List<Future<Integer>> clients = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int client = 0; client < 3; client++) {
                int mine = client;
                clients.add(threads.submit(() -> work(cold.fs, file, mine, over)));
            }
            try {
                while (moves.get() < ROUNDS) {
                    move(cold.fs, file, moves);
                }
            } finally {
                over.set(true);
            }
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
        cold.fs.close();
    }

    private static void move(DirectoryFileSystem fs, FileHandle file, AtomicInteger moves) throws VfsException {
        boolean ignored = fs.volume.with(file, (calls, node) -> {
            Tiers tiers = fs.volume.tiers;
            try {
                if (Node.isCold(tiers.phase(calls, node))) {
                    tiers.bringBack(calls, node, false, () -> true);
                } else {
                    new Cooling(calls, tiers, node, StorageClass.INFREQUENT_ACCESS, () -> true).run();
                }
            } catch (IllegalStateException | VfsException outrun) {
                // Somebody writes it or has brought it back.
            }
            return true;
        });
        moves.incrementAndGet();
    }

    /** Each client has blocks of its own: every read must tell its last write. */
    private static int work(DirectoryFileSystem fs, FileHandle file, int client, AtomicBoolean over) throws Exception {
        Random random = new Random(client);
        byte[] last = new byte[BLOCKS];
        int done = 0;
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            while (!over.get()) {
                int block = random.nextInt(BLOCKS / 3) * 3 + client;
                if (block >= BLOCKS) {
                    continue;
                }
                if (random.nextInt(40) == 0) {
                    byte value = (byte) random.nextInt(1, 127);
                    again(() -> fs.write(open, (long) block * BLOCK, filled(value), Stability.UNSTABLE));
                    last[block] = value;
                } else {
                    ByteBuffer target = ByteBuffer.allocateDirect(BLOCK);
                    int count = again(() -> fs.read(open, (long) block * BLOCK, target.clear()));
                    assertThat(count).isEqualTo(BLOCK);
                    assertThat(target.flip()).isEqualTo(filled(last[block]));
                }
                done++;
            }
        }
        return done;
    }

    private static <T> T again(Callable<T> call) throws Exception {
        while (true) {
            try {
                return call.call();
            } catch (VfsException refused) {
                if (refused.error() != VfsError.AGAIN) {
                    throw refused;
                }
            }
        }
    }

    private static ByteBuffer filled(byte value) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, value);
        return ByteBuffer.wrap(block);
    }
}
