package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A file open at the server, under an open owner of its own. */
final class NfsOpenFile implements OpenFile {
    private final NfsFile file;
    private final Caller caller;
    private final int shareAccess;
    private final Opaque owner;
    private final Closer closer;

    /** Given anew when the server restarted. The anonymous one after a reader's open was lost: it reads without. */
    private volatile Stateid4 stateid;

    private volatile boolean fenced;
    private volatile boolean closed;

    /** Why data that was taken from a writer did not get to the server; told once. */
    private final AtomicReference<@Nullable VfsException> failure = new AtomicReference<>();

    /** Ends an open at the server, or with INTR does not yet. */
    interface Closer {
        void close(NfsOpenFile file) throws VfsException;
    }

    NfsOpenFile(NfsFile file, Caller caller, int shareAccess, Opaque owner, Stateid4 stateid, Closer closer) {
        this.file = file;
        this.caller = caller;
        this.shareAccess = shareAccess;
        this.owner = owner;
        this.stateid = stateid.withSeqid(0);
        this.closer = closer;
    }

    @Override
    public FileHandle handle() {
        return file.handle();
    }

    NfsFile file() {
        return file;
    }

    Caller caller() {
        return caller;
    }

    int shareAccess() {
        return shareAccess;
    }

    Opaque owner() {
        return owner;
    }

    Stateid4 stateid() {
        return stateid;
    }

    void stateid(Stateid4 next) {
        stateid = next.withSeqid(0);
    }

    boolean fenced() {
        return fenced;
    }

    /** The server took this open away: nothing may be written through it any more. */
    void fence() {
        fenced = true;
    }

    void failed(VfsException why) {
        failure.compareAndSet(null, why);
    }

    /** For who synchronises or closes: data that was taken earlier is lost. */
    void checkFailure() throws VfsException {
        VfsException earlier = failure.getAndSet(null);
        if (earlier != null) {
            throw new VfsException(earlier.error(), String.valueOf(earlier.getMessage()));
        }
    }

    void checkFence() throws VfsException {
        if (fenced) {
            throw new VfsException(VfsError.FENCED, "the server took the open file away");
        }
    }

    void checkUsable() throws VfsException {
        checkFence();
        if (closed) {
            throw new VfsException(VfsError.INVAL, "closed");
        }
    }

    @Override
    public void close() throws VfsException {
        if (!closed) {
            closed = true;
            try {
                closer.close(this);
            } catch (VfsException failed) {
                closed = failed.error() != VfsError.INTR;
                throw failed;
            }
        }
    }
}
