package io.moorage.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Says what is being done and how long it took: one line a step, with a running count of seconds on a terminal.
 *
 * <p>Written to the error stream, so that a result on standard output stays clean for machines.
 */
public final class Progress {
    private static final Duration TICK = Duration.ofMillis(500);

    private final PrintStream out;
    private final boolean terminal;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Progress onErrorStream() {
        return new Progress(System.err, Terminal.onErrorStream());
    }

    public void heading(String text) {
        out.println();
        out.println(text);
    }

    public void say(String text) {
        out.println("  " + text);
    }

    /** Runs {@code work}, showing {@code label} with the seconds it takes; an exception is shown as failed and rethrown. */
    public <T> T step(String label, Callable<T> work) {
        long started = System.nanoTime();
        @Nullable Thread ticker = terminal ? tick(label, started) : null;
        if (!terminal) {
            out.println("  " + label + " ...");
        }
        try {
            T result = work.call();
            end(ticker, label, "done", started);
            return result;
        } catch (RuntimeException e) {
            end(ticker, label, "FAILED", started);
            throw e;
        } catch (Exception e) {
            end(ticker, label, "FAILED", started);
            throw new IllegalStateException(label + ": " + e.getMessage(), e);
        }
    }

    public void step(String label, Runnable work) {
        step(label, () -> {
            work.run();
            return "";
        });
    }

    private Thread tick(String label, long started) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    out.print("\r\033[K  " + label + " ... " + seconds(started));
                    out.flush();
                    Thread.sleep(TICK);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void end(@Nullable Thread ticker, String label, String how, long started) {
        if (ticker != null) {
            ticker.interrupt();
            try {
                ticker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            out.print("\r\033[K");
        }
        out.println("  " + label + ": " + how + " (" + seconds(started) + ")");
    }

    private static String seconds(long started) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
