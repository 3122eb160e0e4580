package io.moorage.fuse;

import io.moorage.posix.FuseCalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads that read requests and answer them, each in place: no hand-over between threads on the way. At most two
 * wait in read(2); when the last of them takes a request, a spare thread takes its place, or a new one up to a bound, so
 * that requests waiting for a server do not stop others (and an interrupt always gets through, below the bound).
 */
final class Workers {
    private static final System.Logger LOG = System.getLogger(Workers.class.getName());

    private static final int MAX_READING = 2;
    private static final int MAX_THREADS = 64;
    private static final int STACK_BYTES = 256 * 1024;
    private static final long SPARE_SECONDS = 10;

    /** A request of max_write and its headers; an answer likewise. */
    private static final long BUFFER_BYTES = Negotiation.MAX_WRITE + 4096;

    private final int device;
    private final Dispatcher dispatcher;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guarded by this. Invariant: {@code reading <= MAX_READING} and {@code reading + spare <= threads}. */
    private int threads;

    private int reading;
    private int spare;
    private int wakes;
    private boolean over;

    Workers(int device, Dispatcher dispatcher) {
        this.device = device;
        this.dispatcher = dispatcher;
    }

    synchronized void start() {
        for (int i = 0; i < MAX_READING; i++) {
            startOne();
        }
    }

    /** Waits until the kernel has ended the mount and every thread has answered what it had. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    private void startOne() {
        threads++;
        Thread.ofPlatform()
                .name("fuse-" + threads)
                .stackSize(STACK_BYTES)
                .daemon()
                .start(this::run);
    }

    private void run() {
        FuseCalls calls = new FuseCalls();
        try {
            MemorySegment in = calls.map(BUFFER_BYTES);
            MemorySegment out = calls.map(BUFFER_BYTES);
            try {
                serve(calls, in, out);
            } finally {
                calls.unmap(in);
                calls.unmap(out);
            }
        } catch (IOException noMemory) {
            LOG.log(System.Logger.Level.WARNING, "a FUSE thread ends", noMemory);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void serve(FuseCalls calls, MemorySegment in, MemorySegment out) throws InterruptedException {
        Request request = new Request(in.asByteBuffer().order(ByteOrder.nativeOrder()));
        Reply reply = new Reply(out.asByteBuffer().order(ByteOrder.nativeOrder()));
        while (beginReading()) {
            long bytes = calls.read(device, in, BUFFER_BYTES);
            endReading(bytes == -FuseCalls.ENODEV);
            if (bytes >= Request.ARGUMENTS) {
                request.arrived((int) bytes);
                answer(calls, request, reply, out);
            } else if (bytes >= 0 || !passes((int) -bytes)) {
                LOG.log(System.Logger.Level.ERROR, "reading /dev/fuse gave {0}", bytes);
                end();
            }
        }
    }

    /** ENOENT: the request was withdrawn while it was read. */
    private static boolean passes(int errno) {
        return errno == FuseCalls.EINTR
                || errno == FuseCalls.EAGAIN
                || errno == FuseCalls.ENOENT
                || errno == FuseCalls.ENODEV;
    }

    private void answer(FuseCalls calls, Request request, Reply reply, MemorySegment out) {
        reply.clear();
        int errno = dispatcher.handle(request, reply);
        if (errno != Dispatcher.NO_ANSWER) {
            reply.finish(request.unique(), errno);
            long written = calls.write(device, out, reply.length());
            if (written < 0 && !passes((int) -written)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the kernel refused an answer to request {0}: errno {1}",
                        request.opcode(),
                        -written);
            }
        }
    }

    private synchronized boolean beginReading() throws InterruptedException {
        while (!over && reading >= MAX_READING) {
            spare++;
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SPARE_SECONDS);
            while (wakes == 0 && !over && reading >= MAX_READING && System.nanoTime() - until < 0) {
                wait(TimeUnit.SECONDS.toMillis(SPARE_SECONDS));
            }
            spare--;
            if (wakes > 0) {
                wakes--;
            } else if (!over && reading >= MAX_READING) {
                return false;
            }
        }
        if (over) {
            return false;
        }
        reading++;
        return true;
    }

    private synchronized void endReading(boolean unmounted) {
        reading--;
        if (unmounted) {
            end();
        } else if (reading == 0 && !over) {
            if (spare > wakes) {
                wakes++;
                notify();
            } else if (threads < MAX_THREADS) {
                startOne();
            }
        }
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    private synchronized void leave() {
        threads--;
        if (over && threads == 0) {
            ended.countDown();
        }
    }
}
