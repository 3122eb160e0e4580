package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.op.Answer;
import io.moorage.nfsserver.op.Change;
import io.moorage.nfsserver.op.CompoundExecutor;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replies of a batch whose changes turned out not to be durable, made anew: each change failed, and what came after it was not done. */
final class Retraction {
    private static final int LAST_FRAGMENT = 0x80000000;

    private final ByteBuffer old;
    private final ByteBuffer made;

    /** Invariant: bytes of {@code old} before it are in {@code made}. */
    private int done;

    /** Where runs of unchanged bytes begin now, by where they began. */
    private final TreeMap<Integer, Integer> runs = new TreeMap<>();

    /** Where bodies that were made anew end now, by where they began. */
    private final Map<Integer, Integer> ends = new HashMap<>();

    /** A reply that tells of a change: its record's first byte and the one after its last. */
    record Reply(int at, int end, Change change) {}

    /** Of the replies from {@code from} to {@code to} in {@code old}, of which {@code changed} tell of changes, in their order. */
    Retraction(CompoundExecutor executor, VfsException why, ByteBuffer old, int from, int to, List<Reply> changed) {
        this.old = old;
        // A failure tells no more than a success.
        this.made = ByteBuffer.allocate(to - from);
        this.done = from;
        for (Reply reply : changed) {
            int recordAt = made.position() + reply.at() - done;
            copyUntil(reply.change().start());
            made.put(executor.retracted(old, reply.change(), why));
            made.putInt(recordAt, LAST_FRAGMENT | (made.position() - recordAt - Integer.BYTES));
            ends.put(reply.change().start(), made.position());
            done = reply.end();
        }
        copyUntil(to);
        made.flip();
    }

    private void copyUntil(int end) {
        runs.put(done, made.position());
        made.put(made.position(), old, done, end - done);
        made.position(made.position() + end - done);
        done = end;
    }

    ByteBuffer replies() {
        return made;
    }

    /** Where an answer of the old replies is in the new ones. */
    Answer place(Answer answer) {
        Map.Entry<Integer, Integer> run = runs.floorEntry(answer.start());
        int start = run.getValue() + answer.start() - run.getKey();
        Integer end = ends.get(answer.start());
        return answer.at(start, end == null ? start + answer.end() - answer.start() : end);
    }
}
