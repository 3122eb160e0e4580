package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.util.function.BooleanSupplier;

/**
 * Brings one file's content back from the cold tier, forward a step at a time: what is in the tier counts until all of it is in
 * the file, durably. Nobody may change the file meanwhile, by its latch; who reads it goes on reading what is in the tier.
 */
final class Warming {
    /** What is done next. */
    enum Step {
        /** The content is marked as moving, with what the file looks like. */
        MARK,
        /** The file's data is put back, durably. */
        PUT_BACK,
        /** What that did to its times is noted; the file counts, durably. */
        RELEASE,
        DONE
    }

    private final Calls calls;
    private final ColdStore store;
    private final Node node;
    private final boolean goesAgain;
    private final BooleanSupplier goesOn;
    private final int data;
    private Step next = Step.MARK;
    private ColdHeader header;

    /**
     * @param goesAgain whether the file goes back to its class a day later
     * @param goesOn asked now and then: when it says no, the file stays cold
     */
    Warming(Calls calls, ColdStore store, Node node, boolean goesAgain, BooleanSupplier goesOn) throws VfsException {
        this.calls = calls;
        this.store = store;
        this.node = node;
        this.goesAgain = goesAgain;
        this.goesOn = goesOn;
        this.data = node.dataFd(calls, store.mountFd(), true);
        ColdFile cold = opened();
        this.header = cold.header();
        cold.close();
    }

    void run() throws VfsException {
        while (next != Step.DONE) {
            step();
        }
    }

    Step next() {
        return next;
    }

    void step() throws VfsException {
        next = switch (next) {
            case MARK -> mark();
            case PUT_BACK -> putBack();
            case RELEASE -> release();
            case DONE -> Step.DONE;
        };
    }

    private ColdFile opened() throws VfsException {
        FileStatus status = Tiers.status(calls, node);
        ColdFile cold = store.open(calls, status);
        if (cold == null) {
            throw new IllegalStateException("not in the cold tier: inode " + node.inode);
        }
        return cold;
    }

    private Step mark() throws VfsException {
        FileStatus real = Tiers.status(calls, node);
        TierRecord record = store.record(calls, real);
        FileStatus seen = record == null ? real : record.seen(real);
        ColdHeader now = header.lookingLike(seen);
        ColdFile cold = opened();
        try {
            cold.put(now);
            cold.sync();
        } finally {
            cold.close();
        }
        header = now;
        store.put(calls, now.moving());
        store.unsettle(calls, node.inode);
        return Step.PUT_BACK;
    }

    private Step putBack() throws VfsException {
        ColdFile cold = opened();
        try {
            cold.writeBack(data, goesOn);
            ColdStore.setTimes(calls, data, header);
            Errnos.check(calls.file().fsync(data));
        } catch (VfsException failed) {
            takeAwayAgain();
            throw failed;
        } finally {
            cold.close();
        }
        return Step.RELEASE;
    }

    /** The disk is full, say: the file is cold as before. */
    private void takeAwayAgain() throws VfsException {
        ColdStore.takeAway(calls, data, header);
        store.put(calls, header.moving().settledAt(Tiers.status(calls, node).changeTime()));
        store.settle(calls, node.inode);
    }

    private Step release() throws VfsException {
        StorageClass again = goesAgain ? header.in() : StorageClass.STANDARD;
        long ctime = Tiers.status(calls, node).changeTime();
        store.put(calls, header.moving().in(StorageClass.STANDARD, again).settledAt(ctime));
        // All data is back: who reads may find it there, before what is in the tier is gone.
        node.nextPhase();
        try {
            store.release(calls, node.inode);
        } catch (VfsException stays) {
            // After a crash the tier would count, so nothing may be changed in the file.
            node.nextPhase();
            throw stays;
        }
        return Step.DONE;
    }
}
