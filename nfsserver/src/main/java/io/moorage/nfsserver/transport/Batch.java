package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.op.Answer;
import io.moorage.nfsserver.op.CompoundExecutor;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
     * Returns when the replies may be given. When it fails they must not be.
     *
     * @param written the replies as they stand
     */
    void settle(ByteBuffer written) throws VfsException {
        Gathering open = gathering;
        if (open == null) {
            return;
        }
        try {
            open.settle();
        } catch (VfsException notDurable) {
            abandon();
            throw notDurable;
        }
        gathering = null;
        answers.forEach(answer -> executor.keep(answer, written));
        answers.clear();
    }

    /** The replies are lost, if any wait. */
    void abandon() {
        Gathering open = gathering;
        if (open != null) {
            gathering = null;
            open.close();
            answers.forEach(executor::abandon);
            answers.clear();
        }
    }
}
