package io.moorage.vfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Any thread at any time: what is acknowledged to one is there for all. */
public interface ConcurrencyContract extends Fixture {
    int WRITERS = 8;
    int EACH = 60;

    @Test
    default void writersOfDifferentPlacesDoNotDisturbEachOther() throws Exception {
        FileHandle file = file(root(), "file", "");
        inParallel(writer -> () -> {
            try (OpenFile open = fs().open(ROOT, file, OpenIntent.WRITE)) {
                for (int i = 0; i < EACH; i++) {
                    byte[] bytes = new byte[1000];
                    Arrays.fill(bytes, (byte) (writer + 1));
                    fs().write(open, (i * WRITERS + writer) * 1000L, ByteBuffer.wrap(bytes), Stability.UNSTABLE);
                }
                fs().commit(open);
            }
        });
        try (OpenFile open = fs().open(ROOT, file, OpenIntent.READ)) {
            for (int block = 0; block < EACH * WRITERS; block++) {
                assertThat(readBytes(open, block * 1000L, 1000)).containsOnly(block % WRITERS + 1);
            }
        }
    }

    @Test
    default void manyCreateAndRemoveInOneDirectory() throws Exception {
        inParallel(writer -> () -> {
            for (int i = 0; i < EACH; i++) {
                file(ROOT, root(), writer + "-" + i, 0600);
                if (i % 2 == 0) {
                    fs().remove(ROOT, root(), writer + "-" + i);
                } else {
                    fs().rename(ROOT, root(), writer + "-" + i, root(), "kept-" + writer + "-" + i);
                }
            }
        });
        assertThat(names(root())).hasSize(WRITERS * EACH / 2).allMatch(name -> name.startsWith("kept-"));
    }

    @Test
    default void oneOfManyGuardedCreatorsWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            String name = "round" + round;
            AtomicInteger winners = new AtomicInteger();
            inParallel(writer -> () -> {
                try {
                    fs().createFile(ROOT, root(), name, new CreateMode.Guarded(), AttributeChange.NONE);
                    winners.incrementAndGet();
                } catch (VfsException refused) {
                    assertThat(refused.error()).isEqualTo(VfsError.EXIST);
                }
            });
            assertThat(winners).hasValue(1);
        }
    }

    @Test
    default void oneOfManyExclusiveVerifiersWins() throws Exception {
        AtomicInteger winners = new AtomicInteger();
        inParallel(writer -> () -> {
            try {
                fs().createFile(ROOT, root(), "lock", new CreateMode.Exclusive(writer), AttributeChange.NONE);
                winners.incrementAndGet();
            } catch (VfsException refused) {
                assertThat(refused.error()).isEqualTo(VfsError.EXIST);
            }
        });
        assertThat(winners).hasValue(1);
    }

    @Test
    default void renamesToAndFroLoseNothing() throws Exception {
        FileHandle left = directory(ROOT, root(), "left", 0755);
        FileHandle right = directory(ROOT, root(), "right", 0755);
        inParallel(writer -> () -> {
            String name = "file" + writer;
            file(ROOT, left, name, 0600);
            for (int i = 0; i < 15; i++) {
                fs().rename(ROOT, left, name, right, name);
                fs().rename(ROOT, right, name, left, name);
            }
        });
        assertThat(names(left)).hasSize(WRITERS);
        assertThat(names(right)).isEmpty();
    }

    /** Some work of one thread. */
    interface Work {
        void run() throws Exception;
    }

    private static void inParallel(IntFunction<Work> work) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Work mine = work.apply(i);
                futures.add(executor.submit((Callable<Void>) () -> {
                    mine.run();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get(60, TimeUnit.SECONDS);
            }
        }
    }
}
