package io.moorage.agent.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has the fence look again and again, on a thread of its own, until it is closed; a look that fails is followed by the next. */
public final class FenceWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FenceWatch.class.getName());

    private final SelfFence fence;
    private final Duration every;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    private FenceWatch(SelfFence fence, Duration every) {
        this.fence = fence;
        this.every = every;
        this.thread = Thread.ofPlatform().name("self-fence").daemon().unstarted(this::look);
    }

    public static FenceWatch start(SelfFence fence, Duration every) {
        FenceWatch watch = new FenceWatch(fence, every);
        watch.thread.start();
        return watch;
    }

    private void look() {
        try {
            do {
                try {
                    fence.check();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "the fence could not look", e);
                }
            } while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it does nothing any more. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
