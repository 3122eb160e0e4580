package io.moorage.nfsclient;

import io.moorage.vfs.VfsException;
import java.util.BitSet;

/** A session's slots (RFC 8881 section 2.10.6.1): each carries one request at a time, numbered in sequence. */
final class Slots {
    private final int[] sequences;

    /** Guarded by this, as are the sequences of slots that are free. */
    private final BitSet used = new BitSet();

    private boolean dead;

    Slots(int count) {
        sequences = new int[count];
    }

    int highest() {
        return sequences.length - 1;
    }

    /** The lowest free slot, waiting for one; -1 when the session died. */
    synchronized int acquire(Withdrawals withdrawals) throws InterruptedException, VfsException {
        while (!dead) {
            int slot = used.nextClearBit(0);
            if (slot < sequences.length) {
                used.set(slot);
                return slot;
            }
            withdrawals.check();
            wait(Withdrawals.LOOK_MILLIS);
        }
        return -1;
    }

    /** The number the next request on a slot carries; the slot's holder asks. */
    synchronized int sequence(int slot) {
        return sequences[slot] + 1;
    }

    /** The request on the slot was executed once: its number is used up. */
    synchronized void advance(int slot) {
        sequences[slot]++;
    }

    synchronized void release(int slot) {
        used.clear(slot);
        notify();
    }

    synchronized void kill() {
        dead = true;
        notifyAll();
    }
}
