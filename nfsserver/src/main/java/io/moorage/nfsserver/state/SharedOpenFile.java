package io.moorage.nfsserver.state;

import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file that I/O under way keeps open when its state is closed or expired meanwhile. */
public final class SharedOpenFile {
    private static final Logger LOG = System.getLogger(SharedOpenFile.class.getName());

    private final OpenFile file;
    private final OpenIntent intent;
    private final int uid;

    /** Its state and every I/O under way; at 0 the file is closed, and stays so. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean suspended;

    /** @param uid who opened it */
    public SharedOpenFile(OpenFile file, OpenIntent intent, int uid) {
        this.file = file;
        this.intent = intent;
        this.uid = uid;
    }

    public OpenFile file() {
        return file;
    }

    public int uid() {
        return uid;
    }

    OpenIntent intent() {
        return intent;
    }

    /** Only while a user is known to be there: its state, under the state's lock. */
    SharedOpenFile acquire() {
        users.incrementAndGet();
        return this;
    }

    /** As {@link #release} of its state's use, when the server stops and its client may come back. */
    void suspend() {
        suspended = true;
        release();
    }

    public void release() {
        if (users.decrementAndGet() == 0) {
            try {
                if (suspended) {
                    file.suspend();
                } else {
                    file.close();
                }
            } catch (VfsException e) {
                LOG.log(Level.WARNING, "closing an open file failed: {0}", e.getMessage());
            }
        }
    }
}
