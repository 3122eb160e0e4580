package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.op.Answer;
import io.moorage.nfsserver.op.CompoundExecutor;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The changes of requests that came together, made durable by one wait for the disk before any of them is answered. One
 * thread's.
 */
final class Batch {
    private final VirtualFileSystem files;
    private final CompoundExecutor executor;
    private final List<Answer> answers = new ArrayList<>();

    /** Null while nothing is gathered. */
    private @Nullable Gathering gathering;

    Batch(VirtualFileSystem files, CompoundExecutor executor) {
        this.files = files;
        this.executor = executor;
    }

    boolean isOpen() {
        return gathering != null;
    }

    void open() throws VfsException {
        gathering = files.gather();
    }

    /** Remembers what is to be kept once the batch is durable. */
    void add(Answer answer) {
        answers.add(answer);
    }

    /**
     * Returns when the changes are durable. When it fails they are not, and the replies must tell of that; in any case they are
     * given by {@link #keep} then.
     */
    void settle() throws VfsException {
        Gathering open = gathering;
        if (open != null) {
            gathering = null;
            open.settle();
        }
    }

    /**
     * The replies are as they will be given.
     *
     * @param place where each of the answers is now
     */
    void keep(UnaryOperator<Answer> place, ByteBuffer written) {
        answers.forEach(answer -> executor.keep(place.apply(answer), written));
        answers.clear();
    }

    /** The replies are lost, if any wait. */
    void abandon() {
        Gathering open = gathering;
        if (open != null) {
            gathering = null;
            open.close();
        }
        answers.forEach(executor::abandon);
        answers.clear();
    }
}
