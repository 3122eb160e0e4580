package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file: it keeps its node, and so the node's descriptors. */
final class StoreOpenFile implements OpenFile {
    private final Volume volume;
    private final Node node;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A first write through it takes setuid and setgid away; cleared when that is done. */
    volatile boolean dropsPrivileges;

    StoreOpenFile(Volume volume, Node node, boolean dropsPrivileges) {
        this.volume = volume;
        this.node = node;
        this.dropsPrivileges = dropsPrivileges;
    }

    @Override
    public FileHandle handle() {
        return node.handle;
    }

    /** Uses the node, which a concurrent close cannot take away meanwhile. */
    <T> T with(Volume.Use<T> use) throws VfsException {
        Calls calls = volume.calls();
        if (closed.get() || !node.retain()) {
            throw new VfsException(VfsError.STALE);
        }
        try {
            return use.of(calls, node);
        } finally {
            volume.nodes.release(calls, node);
        }
    }

    @Override
    public void suspend() throws VfsException {
        node.suspended = true;
        close();
    }

    @Override
    public void close() throws VfsException {
        if (closed.compareAndSet(false, true)) {
            node.opens.decrementAndGet();
            volume.nodes.release(volume.calls(), node);
        }
    }
}
