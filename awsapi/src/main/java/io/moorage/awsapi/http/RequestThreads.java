package io.moorage.awsapi.http;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that answer requests: the connection's own, a platform thread, while few are under way, and a virtual thread each
 * beyond that, since many may wait (a console for its next change, a call for the disk) and none of them may keep the rest out.
 *
 * <p>Not virtual threads for all: their scheduler serves what runs already before what came from outside. With as many busy
 * connections as processors, others' calls were seen to wait for 280 ms; shared out by the kernel, the longest wait was 8 ms.
 */
final class RequestThreads {
    private static final int LARGEST_POOL = 512;
    private static final int SMALLEST_POOL = 2;

    /** Leaves threads of the pool to connections, whatever requests wait for. */
    private static final int MOST_IN_POOL = 128;

    private final QueuedThreadPool pool = new QueuedThreadPool(LARGEST_POOL, SMALLEST_POOL);

    RequestThreads() {
        pool.setName("http");
        pool.setDaemon(true);
    }

    /** For connections: their threads call {@link #answer}. */
    QueuedThreadPool pool() {
        return pool;
    }

    /** Runs what answers one request, here or elsewhere. */
    @SuppressWarnings("ThreadPriorityCheck") // The scheduler is asked for fairness; nothing is wrong without it.
    void answer(Runnable work) {
        if (pool.getUtilizedThreads() < MOST_IN_POOL) {
            // A client that has its next request ready whenever this comes back would keep this thread on the
            // processor.
            Thread.yield();
            work.run();
        } else {
            elsewhere(work);
        }
    }

    /** Runs what may take as long as its client likes. */
    void elsewhere(Runnable work) {
        Thread.ofVirtual().name("http-answer").start(work);
    }
}
