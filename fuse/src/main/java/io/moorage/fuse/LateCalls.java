package io.moorage.fuse;

import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** What must be done although nobody waits for it any more: files to be closed, locks to be given back. One after another. */
final class LateCalls implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LateCalls.class.getName());

    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fuse-late").factory());

    /** A call that may be made again when it ended with INTR. */
    interface Call {
        void run() throws VfsException;
    }

    /** Makes the call now, or later if nobody waits for this thread's calls any more. */
    void nowOrLater(Call call) throws VfsException {
        try {
            call.run();
        } catch (VfsException failed) {
            if (failed.error() != VfsError.INTR) {
                throw failed;
            }
            later(call);
        }
    }

    void close(OpenFile file) throws VfsException {
        nowOrLater(file::close);
    }

    void later(Call call) {
        try {
            executor.execute(() -> {
                try {
                    call.run();
                } catch (VfsException failed) {
                    LOG.log(System.Logger.Level.DEBUG, "a late call failed", failed);
                }
            });
        } catch (RejectedExecutionException unmounted) {
            LOG.log(System.Logger.Level.DEBUG, "nothing is done after the end of the mount");
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
