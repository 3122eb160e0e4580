package io.moorage.fuse;

import io.moorage.posix.FuseCalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The platform threads that read requests and answer them, each in place: no hand-over between threads on the way. At most two
 * wait in read(2); when the last of them takes a request, a spare thread takes its place, or a new one up to a bound, so
 * that requests waiting for a server do not stop others (and an interrupt always gets through, below the bound). A thread whose
 * request was answered for it counts no longer.
 */
final class Workers {
    private static final System.Logger LOG = System.getLogger(Workers.class.getName());

    private static final int MAX_READING = 2;
    private static final int MAX_THREADS = 64;

    /** Beyond MAX_THREADS, one more at a time while all of them wait for the server. */
    private static final int MOST_THREADS = 512;

    private static final int STACK_BYTES = 256 * 1024;
    private static final long SPARE_SECONDS = 10;

    /** A request of max_write and its headers; an answer likewise. */
    private static final long BUFFER_BYTES = Negotiation.MAX_WRITE + 4096;

    private final int device;
    private final Dispatcher dispatcher;
    private final Watch watch;
    private final LongSupplier clock;
    private final ReadAhead readAhead;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guarded by this. Invariant: {@code reading <= MAX_READING} and {@code reading + spare <= threads}. */
    private int threads;

    private int reading;
    private int spare;
    private int wakes;
    private boolean over;

    Workers(int device, Dispatcher dispatcher, Watch watch, LongSupplier clock, ReadAhead readAhead) {
        this.device = device;
        this.dispatcher = dispatcher;
        this.watch = watch;
        this.clock = clock;
        this.readAhead = readAhead;
    }

    synchronized void start() {
        watch.start(this::requestsTakeLong);
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
        Underway underway = watch.enter();
        try {
            MemorySegment in = calls.map(BUFFER_BYTES);
            MemorySegment out = calls.map(BUFFER_BYTES);
            try {
                serve(calls, underway, in, out);
            } finally {
                calls.unmap(in);
                calls.unmap(out);
            }
        } catch (IOException noMemory) {
            LOG.log(System.Logger.Level.WARNING, "a FUSE thread ends", noMemory);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            watch.leave(underway);
            leave();
        }
    }

    private void serve(FuseCalls calls, Underway underway, MemorySegment in, MemorySegment out)
            throws InterruptedException {
        Request request = new Request(in.asByteBuffer().order(ByteOrder.nativeOrder()));
        Reply reply = new Reply(out.asByteBuffer().order(ByteOrder.nativeOrder()));
        while (beginReading()) {
            long bytes = calls.read(device, in, BUFFER_BYTES);
            endReading(bytes == -FuseCalls.ENODEV);
            if (bytes >= Request.ARGUMENTS) {
                request.arrived((int) bytes, clock.getAsLong());
                answer(calls, underway, request, reply, out);
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

    private void answer(FuseCalls calls, Underway underway, Request request, Reply reply, MemorySegment out) {
        reply.clear();
        underway.begin(request.unique(), request.opcode(), request.pid(), request.arrivedAt());
        if (request.opcode() == Opcode.FLUSH && watch.hasAbandoned(request.pid())) {
            // One after another a dying process closes its files: none of them is waited for.
            underway.abandon(request.unique());
        }
        int errno = dispatcher.handle(request, reply);
        if (!underway.end()) {
            dispatcher.undo(request, reply, errno);
        } else if (errno != Dispatcher.NO_ANSWER) {
            reply.finish(request.unique(), errno);
            long written = calls.write(device, out, reply.length());
            if (written < 0 && !passes((int) -written)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the kernel refused an answer to request {0}: errno {1}",
                        request.opcode(),
                        -written);
            }
            if (request.opcode() == Opcode.INIT) {
                readAhead.widen();
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
            bringReader(MAX_THREADS);
        }
    }

    private void bringReader(int most) {
        if (spare > wakes) {
            wakes++;
            notify();
        } else if (threads - watch.abandoned() < most) {
            startOne();
        }
    }

    /** Somebody must read on, whatever the others wait for; and after the end nobody waits for those who still work. */
    private synchronized void requestsTakeLong() {
        if (over) {
            noteEnd();
        } else if (reading == 0) {
            bringReader(MOST_THREADS);
        }
    }

    private synchronized void end() {
        over = true;
        watch.end();
        notifyAll();
    }

    private synchronized void leave() {
        threads--;
        noteEnd();
    }

    private void noteEnd() {
        if (over && threads <= watch.abandoned()) {
            ended.countDown();
        }
    }
}
