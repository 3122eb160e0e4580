package io.moorage.store.sql;

import io.moorage.store.Store.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one database transaction writes: consecutive commits of the store merged, the last write of each row winning. */
final class Batch {
    private final long revisionBefore;
    private long revisionAfter;
    private boolean clears;
    private final Map<Change, Optional<String>> bodies = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new LinkedHashMap<>();

    Batch(long revisionBefore) {
        this.revisionBefore = revisionBefore;
        this.revisionAfter = revisionBefore;
    }

    void add(PendingCommit commit) {
        if (commit.clears()) {
            clears = true;
            bodies.clear();
            sequences.clear();
            commit.bodies().forEach((row, body) -> body.ifPresent(present -> bodies.put(row, body)));
        } else {
            bodies.putAll(commit.bodies());
        }
        sequences.putAll(commit.sequences());
        revisionAfter = commit.changes().after().revision();
    }

    boolean isEmpty() {
        return revisionAfter == revisionBefore;
    }

    long revisionBefore() {
        return revisionBefore;
    }

    long revisionAfter() {
        return revisionAfter;
    }

    /** True when every row and sequence stored before this batch goes first. */
    boolean clears() {
        return clears;
    }

    Map<Change, Optional<String>> bodies() {
        return bodies;
    }

    Map<String, Long> sequences() {
        return sequences;
    }
}
