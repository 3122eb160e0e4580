package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file. It keeps the file, but not its descriptors: those of an idle one are given back when there are too many, and
 * opened again by handle.
 */
final class StoreOpenFile implements OpenFile {
    private final Volume volume;
    private final FileHandle handle;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The one used last, which may be closed by now. */
    private volatile Node node;

    /** A first write through it takes setuid and setgid away; cleared when that is done. */
    volatile boolean dropsPrivileges;

    /** Of a file whose open is counted. */
    StoreOpenFile(Volume volume, Node node, boolean dropsPrivileges) {
        this.volume = volume;
        this.handle = node.handle;
        this.node = node;
        this.dropsPrivileges = dropsPrivileges;
    }

    @Override
    public FileHandle handle() {
        return handle;
    }

    /** Uses the node, which a concurrent close cannot take away meanwhile. */
    <T> T with(Volume.Use<T> use) throws VfsException {
        Calls calls = volume.calls();
        if (closed.get()) {
            throw new VfsException(VfsError.STALE);
        }
        Node mine = retained(calls);
        try {
            return use.of(calls, mine);
        } finally {
            volume.nodes.release(calls, mine);
        }
    }

    private Node retained(Calls calls) throws VfsException {
        Node last = node;
        if (last.retain()) {
            return last;
        }
        Node again = volume.nodes.acquire(calls, handle);
        node = again;
        return again;
    }

    @Override
    public void suspend() throws VfsException {
        volume.orphans.suspend(handle);
        close();
    }

    @Override
    public void close() throws VfsException {
        if (closed.compareAndSet(false, true) && volume.nodes.opens.remove(handle)) {
            volume.nodes.closed(volume.calls(), handle);
        }
    }
}
