package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A row that tells how long the slowest hundredth of one client's requests take, one after another.
 *
 * @param tree what another client lists meanwhile, whole and over and over; null when there is none
 */
record LatencyRow(String name, LoadRow.Work work, @Nullable String tree) implements Row {
    private static final int MOST_REQUESTS = 1 << 22;

    /** What is rare takes a while to be seen often enough. */
    private static final double LEAST_SECONDS = 1;

    @Override
    public String unit() {
        return Figure.LATENCY;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public double measure(Target target, int minorVersion, double seconds) throws IOException {
        AtomicBoolean measured = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Connection connection = Connection.open(target.address(), minorVersion, 0)) {
            Future<?> scanning = threads.submit(() -> {
                if (tree != null) {
                    scan(target, minorVersion, tree, measured);
                }
                return null;
            });
            try {
                return percentile(latencies(
                        connection, work.prepare(target, connection).of(0), Math.max(seconds, LEAST_SECONDS)));
            } finally {
                measured.set(true);
                await(scanning);
            }
        }
    }

    private static long[] latencies(Connection connection, Stream stream, double seconds) throws IOException {
        long[] taken = new long[MOST_REQUESTS];
        int count = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (start - end < 0 && count < taken.length) {
            stream.done(connection.callInSession(request -> stream.next(request)));
            long now = System.nanoTime();
            taken[count++] = now - start;
            start = now;
        }
        return Arrays.copyOf(taken, count);
    }

    /** In microseconds. */
    private static double percentile(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[(int) (nanos.length * 0.99)] / 1e3;
    }

    private static void scan(Target target, int minorVersion, String tree, AtomicBoolean enough)
            throws IOException, Nfs4Exception {
        try (Connection connection = Connection.open(target.address(), minorVersion, 1)) {
            TreeScan scan = new TreeScan(connection, new Files(connection).walk(tree));
            while (!enough.get()) {
                scan.step();
            }
        }
    }

    private static void await(Future<?> scanning) throws IOException {
        try {
            scanning.get();
        } catch (ExecutionException failed) {
            throw new IOException("the scan failed", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
