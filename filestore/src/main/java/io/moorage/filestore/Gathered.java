package io.moorage.filestore;

import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a thread has changed and not synced yet. Used by that thread alone. */
final class Gathered implements Gathering {
    private final Volume volume;
    private final Calls calls;
    private final JournalKind journal;

    /** To be synced in this order. Invariant: each is retained once. */
    private final Set<Node> changed = new LinkedHashSet<>();

    Gathered(Volume volume, Calls calls, JournalKind journal) {
        this.volume = volume;
        this.calls = calls;
        this.journal = journal;
    }

    /** Both have just been changed and are retained by the caller; {@code last} was changed with or after {@code earlier}. */
    void add(Node last, Node... earlier) {
        if (journal == JournalKind.ORDERED) {
            // Whatever was changed before is durable when this is.
            release();
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

    private void add(Node node) {
        if (changed.add(node)) {
            boolean ignored = node.retain();
        }
    }

    @Override
    public void settle() throws VfsException {
        try {
            for (Node node : changed) {
                volume.sync(calls, node);
            }
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        calls.gathers(null);
        release();
    }

    private void release() {
        for (Node node : changed) {
            volume.nodes.release(calls, node);
        }
        changed.clear();
    }
}
