package io.moorage.nfsclient;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory for copies of data: small ones from the heap; large ones outside it and used again, since they would fill the heap at once. */
final class Chunks {
    private static final int OVERHEAD_BYTES = 128;
    private static final int SMALL_BYTES = 32 << 10;
    private static final int LARGE_BYTES = 1 << 20;

    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** The memory that a copy takes. */
    static int cost(int bytes) {
        boolean pooled = bytes > SMALL_BYTES && bytes <= LARGE_BYTES;
        return OVERHEAD_BYTES + (pooled ? LARGE_BYTES : bytes);
    }

    /** The first bytes of {@code source}, whose position stays. */
    ByteBuffer copy(ByteBuffer source, int bytes) {
        ByteBuffer copy = take(bytes);
        return copy.put(0, source, source.position(), bytes).limit(bytes);
    }

    void give(ByteBuffer copy) {
        if (copy.isDirect()) {
            idle.add(copy.clear());
        }
    }

    private ByteBuffer take(int bytes) {
        if (bytes <= SMALL_BYTES || bytes > LARGE_BYTES) {
            return ByteBuffer.allocate(bytes);
        }
        ByteBuffer chunk = idle.poll();
        return chunk == null ? ByteBuffer.allocateDirect(LARGE_BYTES) : chunk;
    }
}
