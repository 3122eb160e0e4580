package io.moorage.filestore;

import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a thread has changed and not synced yet. Used by that thread alone. */
final class Gathered implements Gathering {
    private final Volume volume;
    private final Calls calls;
    private final JournalKind journal;

    /** To be synced in this order. Invariant: each is retained once for being in it. */
    private final Set<Node> changed = new LinkedHashSet<>();

    /** Their content is to be synced, which no journal does with another's. Invariant: as of {@link #changed}. */
    private final Set<Node> written = new HashSet<>();

    Gathered(Volume volume, Calls calls, JournalKind journal) {
        this.volume = volume;
        this.calls = calls;
        this.journal = journal;
    }

    /** Both have just been changed and are retained by the caller; {@code last} was changed with or after {@code earlier}. */
    void add(Node last, Node... earlier) {
        if (journal == JournalKind.ORDERED) {
            // Whatever was changed before is durable when this is.
            release(changed);
        } else {
            for (Node node : earlier) {
                add(node);
            }
        }
        add(last);
    }

    /** Must be durable when the gathering is, and says nothing of what was changed before. Retained by the caller. */
    void addUnchanged(Node node) {
        add(node);
    }

    /** All that was written to it must be durable when the gathering is. Retained by the caller. */
    void addWritten(Node node) {
        add(node, written);
    }

    private void add(Node node) {
        add(node, changed);
    }

    private static void add(Node node, Set<Node> to) {
        if (to.add(node)) {
            boolean ignored = node.retain();
        }
    }

    @Override
    public void settle() throws VfsException {
        try {
            for (Node node : written) {
                volume.sync(calls, node);
            }
            for (Node node : changed) {
                volume.sync(calls, node);
            }
        } catch (VfsException failed) {
            volume.gatheringFailed();
            throw failed;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        calls.gathers(null);
        release(changed);
        release(written);
    }

    private void release(Set<Node> nodes) {
        for (Node node : nodes) {
            volume.nodes.release(calls, node);
        }
        nodes.clear();
    }
}
