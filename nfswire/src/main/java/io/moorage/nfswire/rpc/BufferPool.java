package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.BufferSource;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Direct buffers of two sizes, reused for ever: small ones that every connection keeps, and large ones lent while a large
 * message passes.
 *
 * <p>Invariant: at most {@code maxLarge} large buffers exist.
 */
public final class BufferPool implements BufferSource {
    public static final int SMALL_BYTES = 64 << 10;

    private static final long PATIENCE_SECONDS = 10;

    private final int largeBytes;
    private final Semaphore large;
    private final ConcurrentLinkedQueue<ByteBuffer> idleSmall = new ConcurrentLinkedQueue<>();
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
            ByteBuffer idle = idleSmall.poll();
            return idle != null ? idle.clear() : ByteBuffer.allocateDirect(SMALL_BYTES);
        }
        if (atLeast > largeBytes) {
            throw new BufferOverflowException();
        }
        acquireLarge();
        ByteBuffer idle = idleLarge.poll();
        return idle != null ? idle.clear() : allocateLarge();
    }

    @Override
    public void give(ByteBuffer buffer) {
        if (isLarge(buffer)) {
            idleLarge.add(buffer);
            large.release();
        } else if (buffer.capacity() == SMALL_BYTES) {
            idleSmall.add(buffer);
        }
    }

    public boolean isLarge(ByteBuffer buffer) {
        return buffer.capacity() == largeBytes;
    }

    private ByteBuffer allocateLarge() {
        try {
            return ByteBuffer.allocateDirect(largeBytes);
        } catch (OutOfMemoryError e) {
            large.release();
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
