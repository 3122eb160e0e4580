package io.moorage.server.files;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts the file server again whenever it died, within a fraction of a second. */
public final class FileServerWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FileServerWatch.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);

    private final FileServerProcess process;
    private final LocalFileServer files;
    private volatile boolean closed;
    private @Nullable Thread thread;

    public FileServerWatch(FileServerProcess process, LocalFileServer files) {
        this.process = process;
        this.files = files;
    }

    /** @param cameBack told each time a file server that was started anew answers */
    public void start(Runnable cameBack) {
        thread = Thread.ofPlatform().name("file-server-watch").daemon().start(() -> watch(cameBack));
    }

    private void watch(Runnable cameBack) {
        while (!closed) {
            try {
                if (process.find().isEmpty()) {
                    LOG.log(Level.WARNING, "the file server is gone and is started anew");
                    process.ensureRunning();
                    awaitAnswer();
                    cameBack.run();
                }
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the file server cannot be started; trying again", e);
            }
        }
    }

    private void awaitAnswer() throws InterruptedException {
        while (!closed && process.find().isPresent() && !files.answers()) {
            Thread.sleep(LOOK);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
