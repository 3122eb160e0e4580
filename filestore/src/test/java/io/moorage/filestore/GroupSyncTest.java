package io.moorage.filestore;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.filestore.GroupSync.Extent;
import io.moorage.posix.Errno;
import io.moorage.vfs.VfsError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sharing a sync without ever taking an older one for one's own. */
class GroupSyncTest {
    private static final int CALLERS = 16;

    @Test
    void thoseWhoComeDuringASyncShareTheNext() throws Exception {
        GroupSync group = new GroupSync(() -> {});
        AtomicInteger syncs = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch allArrived = new CountDownLatch(CALLERS);
        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS + 1)) {
            Future<?> first = executor.submit(() -> {
                group.sync(Extent.FULL, () -> {
                    running.countDown();
                    await(allArrived);
                    return syncs.incrementAndGet() * 0;
                });
                return null;
            });
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                others.add(executor.submit((Callable<Void>) () -> {
                    allArrived.countDown();
                    group.sync(Extent.FULL, () -> syncs.incrementAndGet() * 0);
                    return null;
                }));
            }
            first.get(10, TimeUnit.SECONDS);
            for (Future<?> other : others) {
                other.get(10, TimeUnit.SECONDS);
            }
        }
        // At least one after the first; the arrivals between counting down and waiting may need another each.
        assertThat(syncs.get()).isBetween(2, CALLERS + 1);
    }

    /** A caller's write happened before its call, so its sync must start after it. */
    @Test
    void everyCallerSeesASyncThatStartedAfterItsWrite() throws Exception {
        GroupSync group = new GroupSync(() -> {});
        AtomicInteger written = new AtomicInteger();
        AtomicInteger durable = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                futures.add(executor.submit((Callable<Void>) () -> {
                    for (int round = 0; round < 500; round++) {
                        int mine = written.incrementAndGet();
                        group.sync(Extent.FULL, () -> {
                            durable.set(written.get());
                            return 0;
                        });
                        assertThat(durable.get()).isGreaterThanOrEqualTo(mine);
                    }
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aFailureIsTheCallersAndTheNextSyncTriesAgain() throws Exception {
        GroupSync group = new GroupSync(() -> {});
        assertRefused(VfsError.IO, () -> group.sync(Extent.FULL, () -> -Errno.EIO));
        AtomicInteger syncs = new AtomicInteger();
        group.sync(Extent.FULL, syncs::getAndIncrement);
        assertThat(syncs).hasValue(1);
    }

    /** fsync(2): an error is told once for each descriptor. Whoever syncs next must know what it meant. */
    @Test
    void whatFollowsFromAFailureIsDoneBeforeTheNextSyncBegins() throws Exception {
        AtomicInteger verifier = new AtomicInteger();
        GroupSync group = new GroupSync(verifier::incrementAndGet);
        CountDownLatch failing = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Future<?> data = executor.submit((Callable<Void>) () -> {
                assertRefused(
                        VfsError.IO,
                        () -> group.sync(Extent.DATA, () -> {
                            failing.countDown();
                            await(arrived);
                            return -Errno.EIO;
                        }));
                return null;
            });
            await(failing);
            Future<Integer> full = executor.submit(() -> {
                arrived.countDown();
                AtomicInteger seen = new AtomicInteger();
                group.sync(Extent.FULL, () -> {
                    seen.set(verifier.get());
                    return 0;
                });
                return seen.get();
            });
            assertThat(full.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            data.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSyncOfDataIsNoFullOne() throws Exception {
        GroupSync group = new GroupSync(() -> {});
        AtomicInteger syncs = new AtomicInteger();
        group.sync(Extent.DATA, () -> 0);
        group.sync(Extent.FULL, syncs::getAndIncrement);
        assertThat(syncs).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
