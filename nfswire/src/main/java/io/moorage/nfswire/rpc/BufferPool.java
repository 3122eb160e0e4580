package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.BufferSource;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers of two sizes, used again and again: small ones that every busy connection keeps, and large ones lent while a
 * large message passes.
 *
 * <p>Invariant: at most {@code maxLarge} large buffers exist.
 */
public final class BufferPool implements BufferSource {
    public static final int SMALL_BYTES = 64 << 10;

    private static final long PATIENCE_SECONDS = 10;

    /** More are not kept when nobody needs them. */
    private static final int MAX_IDLE_SMALL = 256;

    private final int largeBytes;
    private final Semaphore large;
    private final ConcurrentLinkedQueue<ByteBuffer> idleSmall = new ConcurrentLinkedQueue<>();

    /** How many there are in {@code idleSmall}, or a few more. */
    private final AtomicInteger idleSmalls = new AtomicInteger();

    private final ConcurrentLinkedQueue<ByteBuffer> idleLarge = new ConcurrentLinkedQueue<>();

    /** @param largeBytes the largest message with its headroom */
    public BufferPool(int largeBytes, int maxLarge) {
        this.largeBytes = largeBytes;
        this.large = new Semaphore(maxLarge);
    }

    /** Waits up to 10 s for a large buffer that another connection holds. */
    @Override
    public ByteBuffer take(int atLeast) {
        if (atLeast <= SMALL_BYTES) {
            return takeSmall();
        }
        if (atLeast > largeBytes) {
            throw new BufferOverflowException();
        }
        acquireLarge();
        ByteBuffer idle = idleLarge.poll();
        return idle != null ? idle.clear() : allocateLarge();
    }

    private ByteBuffer takeSmall() {
        ByteBuffer idle = idleSmall.poll();
        if (idle != null) {
            idleSmalls.decrementAndGet();
            return idle.clear();
        }
        return allocate(SMALL_BYTES);
    }

    @Override
    public void give(ByteBuffer buffer) {
        if (isLarge(buffer)) {
            idleLarge.add(buffer);
            large.release();
        } else if (buffer.capacity() == SMALL_BYTES && idleSmalls.get() < MAX_IDLE_SMALL) {
            idleSmalls.incrementAndGet();
            idleSmall.add(buffer);
        }
    }

    public boolean isLarge(ByteBuffer buffer) {
        return buffer.capacity() == largeBytes;
    }

    private ByteBuffer allocateLarge() {
        try {
            return allocate(largeBytes);
        } catch (BufferOverflowException e) {
            large.release();
            throw e;
        }
    }

    private static ByteBuffer allocate(int bytes) {
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError e) {
            throw new BufferOverflowException();
        }
    }

    private void acquireLarge() {
        try {
            if (!large.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BufferOverflowException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BufferOverflowException();
        }
    }
}
