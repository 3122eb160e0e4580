package io.moorage.server.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Starts a process again whenever it died, within a fraction of a second. */
public final class ProcessWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProcessWatch.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);

    private final DetachedProcess process;
    private final BooleanSupplier wanted;
    private final BooleanSupplier answers;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param wanted whether it is to run
     * @param answers whether it answers
     */
    public ProcessWatch(DetachedProcess process, BooleanSupplier wanted, BooleanSupplier answers) {
        this.process = process;
        this.wanted = wanted;
        this.answers = answers;
    }

    /** @param cameBack told each time a process that was started anew answers */
    public void start(Runnable cameBack) {
        thread = Thread.ofPlatform().name(process.name() + "-watch").daemon().start(() -> watch(cameBack));
    }

    private void watch(Runnable cameBack) {
        while (!closed) {
            try {
                if (wanted.getAsBoolean() && process.find().isEmpty()) {
                    LOG.log(Level.WARNING, "the {0} is gone and is started anew", process.name());
                    process.ensureRunning();
                    awaitAnswer();
                    cameBack.run();
                }
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the " + process.name() + " cannot be started; trying again", e);
            }
        }
    }

    private void awaitAnswer() throws InterruptedException {
        while (!closed && process.find().isPresent() && !answers.getAsBoolean()) {
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
