package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.Opaque;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One lock owner's state on one file. */
final class LockedOwner {
    private final NfsOpenFile via;
    private final Opaque name;

    /** Held by the caller that changes the locks. Recovery does not take it: that caller may be waiting for recovery. */
    private final ReentrantLock changing = new ReentrantLock();

    /** Null until the first lock was granted under the client's present identity. */
    private volatile @Nullable Stateid4 stateid;

    private volatile HeldRanges held = HeldRanges.NONE;

    LockedOwner(NfsOpenFile via, long id) {
        this.via = via;
        this.name = Opaque.of(ByteBuffer.allocate(9).put((byte) 'l').putLong(id).array());
    }

    static Opaque nameOf(long id) {
        return Opaque.of(ByteBuffer.allocate(9).put((byte) 'l').putLong(id).array());
    }

    /** The open through which the locks are held. */
    NfsOpenFile via() {
        return via;
    }

    Opaque name() {
        return name;
    }

    ReentrantLock changing() {
        return changing;
    }

    @Nullable
    Stateid4 stateid() {
        return stateid;
    }

    void stateid(@Nullable Stateid4 next) {
        stateid = next;
    }

    HeldRanges held() {
        return held;
    }

    void held(HeldRanges next) {
        held = next;
    }
}
