package io.moorage.fuse;

import io.moorage.posix.FuseCalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Messages to the kernel that answer no request of the thread that sends them: late answers and notifications. */
final class Kernel implements AutoCloseable {
    private static final int BYTES = 4096;
    private static final int NOTIFY_INVALIDATE_NODE = 2;

    private final int device;

    /** Guarded by this, as is the buffer behind it. */
    private final FuseCalls calls = new FuseCalls();

    private final MemorySegment memory;
    private final Reply reply;
    private boolean closed;

    Kernel(int device) throws IOException {
        this.device = device;
        this.memory = calls.map(BYTES);
        this.reply = new Reply(memory.asByteBuffer().order(ByteOrder.nativeOrder()));
    }

    /** Answers a request without payload. */
    synchronized void answer(long unique, int errno) {
        reply.clear();
        reply.finish(unique, errno);
        send();
    }

    /** Has the kernel ask for a node's attributes before it uses them again (struct fuse_notify_inval_inode_out). */
    synchronized void attributesChanged(long node) {
        reply.clear();
        reply.int64(node);
        reply.int64(-1);
        reply.int64(0);
        reply.finishNotification(NOTIFY_INVALIDATE_NODE);
        send();
    }

    private void send() {
        if (!closed) {
            long ignored = calls.write(device, memory, reply.length());
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            calls.unmap(memory);
        }
    }
}
