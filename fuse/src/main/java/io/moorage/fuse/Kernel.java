package io.moorage.fuse;

import io.moorage.posix.FuseCalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Messages to the kernel that answer no request of the thread that sends them: late answers and notifications. */
final class Kernel implements AutoCloseable {
    private static final int BYTES = 4096;
    private static final int NOTIFY_INVALIDATE_NODE = 2;
    private static final int NOTIFY_INVALIDATE_ENTRY = 3;
    private static final int NOTIFY_STORE = 4;
    private static final int NOTIFY_INCREASE_EPOCH = 8;

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

    /** Gives the kernel one byte of a file, up to which the file then goes (struct fuse_notify_store_out). */
    synchronized void store(long node, long offset, byte content) {
        reply.clear();
        reply.int64(node);
        reply.int64(offset);
        reply.int32(1);
        reply.int32(0);
        reply.bytes(new byte[] {content});
        reply.finishNotification(NOTIFY_STORE);
        send();
    }

    /** Has the kernel ask for every name before it uses it again; false when it cannot (before Linux 6.16). */
    synchronized boolean forgetNames() {
        reply.clear();
        reply.finishNotification(NOTIFY_INCREASE_EPOCH);
        return send();
    }

    /**
     * Has the kernel ask for one name before it uses it again (struct fuse_notify_inval_entry_out). It waits for who changes
     * the directory, so never for use while a request about the directory is answered.
     */
    synchronized void forgetName(long directory, byte[] name) {
        reply.clear();
        reply.int64(directory);
        reply.int32(name.length);
        reply.int32(0);
        reply.bytes(name);
        reply.zeros(1);
        reply.finishNotification(NOTIFY_INVALIDATE_ENTRY);
        send();
    }

    private boolean send() {
        return !closed && calls.write(device, memory, reply.length()) >= 0;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            calls.unmap(memory);
        }
    }
}
