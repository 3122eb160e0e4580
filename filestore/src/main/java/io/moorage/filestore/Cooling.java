package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves one file's content to the cold tier, forward a step at a time: whatever was done when the process ends, the content is
 * in the file or in the tier. Nobody who reads waits; who changes the file while its content is copied wins, and the move is
 * off. The caller keeps the file retained.
 */
final class Cooling {
    /** What is done next. */
    enum Step {
        /** The content is written to the tier, durably, and counts for nothing yet. */
        COPY,
        /** From here on nobody changes the file; what it looks like is noted. */
        HOLD,
        /** What is in the tier counts, durably. */
        COMMIT,
        /** The file's own data is taken away. */
        TAKE_AWAY,
        /** What that did to the file's times is noted. */
        SETTLE,
        DONE
    }

    private final Calls calls;
    private final Tiers tiers;
    private final ColdStore store;
    private final Node node;
    private final BooleanSupplier goesOn;
    private final ColdHeader header;
    private final FileStatus before;
    private final int data;
    private final @Nullable TierRecord known;
    private Step next = Step.COPY;
    private boolean held;
    private boolean noted;

    /** @param goesOn asked after each block that is copied: when it says no, the move is off */
    Cooling(Calls calls, Tiers tiers, Node node, StorageClass to, BooleanSupplier goesOn) throws VfsException {
        this.calls = calls;
        this.tiers = tiers;
        this.store = tiers.required();
        this.node = node;
        this.goesOn = goesOn;
        if (Node.isCold(tiers.phase(calls, node))) {
            throw new IllegalStateException("cold already: inode " + node.inode);
        }
        this.data = node.dataFd(calls, store.mountFd(), true);
        this.before = Tiers.status(calls, node);
        this.known = store.record(calls, before);
        this.header = ColdHeader.of(node.kernelHandle, known == null ? before : known.seen(before), to);
    }

    /** Moves the content; throws AGAIN when the move is off and nothing has changed. */
    void run() throws VfsException {
        try {
            while (next != Step.DONE) {
                step();
            }
        } finally {
            giveUp();
            end();
        }
    }

    /** Nothing is left of a move whose content does not count. */
    private void giveUp() throws VfsException {
        if (next == Step.COPY || next == Step.HOLD || next == Step.COMMIT) {
            store.unmake(calls, node.inode);
            if (noted) {
                store.put(calls, known != null ? known : asItWas());
            }
        }
    }

    Step next() {
        return next;
    }

    void step() throws VfsException {
        next = switch (next) {
            case COPY -> copy();
            case HOLD -> hold();
            case COMMIT -> commit();
            case TAKE_AWAY -> {
                ColdStore.takeAway(calls, data, header);
                yield Step.SETTLE;
            }
            case SETTLE -> settle();
            case DONE -> Step.DONE;
        };
    }

    private Step copy() throws VfsException {
        int fd = store.make(calls, node.inode);
        try {
            if (!ColdFile.write(calls, data, fd, header, goesOn)) {
                throw new VfsException(VfsError.AGAIN, "the move was given up");
            }
            Errnos.check(calls.file().fsync(fd));
        } finally {
            calls.file().close(fd);
        }
        return Step.HOLD;
    }

    private Step hold() throws VfsException {
        if (!tiers.stillness.tryAcquire()) {
            throw new VfsException(VfsError.AGAIN, "a copy of the file system is being made");
        }
        if (!node.latch.tryMove()) {
            tiers.stillness.release();
            throw new VfsException(VfsError.AGAIN, "the file is being changed");
        }
        held = true;
        FileStatus now = Tiers.status(calls, node);
        if (now.changeTime() != before.changeTime() || now.size() != before.size() || node.unlinked) {
            throw new VfsException(VfsError.AGAIN, "the file was changed");
        }
        noted = true;
        store.put(calls, header.moving());
        store.syncRecords(calls);
        return Step.COMMIT;
    }

    private Step commit() throws VfsException {
        try {
            store.commit(calls, node.inode);
        } catch (VfsException failed) {
            if (store.uncommit(calls, node.inode)) {
                throw failed;
            }
            // It may count after a crash, so it must now.
            next = Step.TAKE_AWAY;
            node.nextPhase();
            throw failed;
        }
        node.nextPhase();
        return Step.TAKE_AWAY;
    }

    private TierRecord asItWas() {
        return header.moving().in(StorageClass.STANDARD, StorageClass.STANDARD).settledAt(before.changeTime());
    }

    private Step settle() throws VfsException {
        long ctime = Tiers.status(calls, node).changeTime();
        store.put(calls, header.moving().settledAt(ctime));
        store.settle(calls, node.inode);
        end();
        return Step.DONE;
    }

    private void end() {
        if (held) {
            held = false;
            tiers.endMove(node);
            tiers.stillness.release();
        }
    }
}
