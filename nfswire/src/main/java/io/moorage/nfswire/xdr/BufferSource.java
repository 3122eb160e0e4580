package io.moorage.nfswire.xdr;

import java.nio.ByteBuffer;

/** Lends buffers. Safe for many threads. */
public interface BufferSource {
    /**
     * A cleared buffer with at least that capacity.
     *
     * @throws java.nio.BufferOverflowException when memory's bound is reached and nothing came back in time
     */
    ByteBuffer take(int atLeast);

    /** Ends a loan, or adopts a buffer from elsewhere. The giver must not touch it again. */
    void give(ByteBuffer buffer);
}
