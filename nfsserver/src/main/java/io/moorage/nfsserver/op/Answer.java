package io.moorage.nfsserver.op;

import io.moorage.nfsserver.state.Slot;
import org.jspecify.annotations.Nullable;

/**
 * What a COMPOUND's reply is to be kept for, in case the request comes again.
 *
 * @param once NFSv4.0's key of a request that must not run twice
 * @param slot NFSv4.1's, which is busy until the answer is kept or abandoned
 * @param start where the reply's body begins in the buffer of replies
 * @param end where it ends
 */
public record Answer(
        ReplyCache.@Nullable Key once, @Nullable Slot slot, boolean cacheThis, int start, int end) {
    /** The same in another buffer. */
    public Answer at(int newStart, int newEnd) {
        return new Answer(once, slot, cacheThis, newStart, newEnd);
    }

    boolean isKept() {
        return once != null || slot != null;
    }
}
