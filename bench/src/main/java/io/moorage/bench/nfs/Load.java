package io.moorage.bench.nfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One load on one target: its connections, each driven by a thread, all at once. */
final class Load {
    private final Target target;
    private final int minorVersion;
    private final Shape shape;

    Load(Target target, int minorVersion, Shape shape) {
        this.target = target;
        this.minorVersion = minorVersion;
        this.shape = shape;
    }

    /** Makes one connection ready for its streams. */
    interface Preparation {
        Streams prepare(Connection connection) throws IOException;
    }

    /** Makes the stream for each of a connection's places. */
    interface Streams {
        Stream of(int index) throws IOException;
    }

    /** Units done and the seconds that took. */
    record Outcome(long units, double seconds) {
        double perSecond() {
            return units / seconds;
        }
    }

    /** Connects, prepares, and only then starts the clock. */
    Outcome run(Preparation preparation, double seconds) throws IOException {
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(shape.connections())) {
            List<List<Stream>> perConnection = new ArrayList<>();
            for (int i = 0; i < shape.connections(); i++) {
                Connection connection = Connection.open(target.address(), minorVersion, i);
                connections.add(connection);
                perConnection.add(streams(preparation.prepare(connection)));
            }
            return drive(threads, connections, perConnection, seconds);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private List<Stream> streams(Streams prepared) throws IOException {
        List<Stream> streams = new ArrayList<>();
        for (int index = 0; index < shape.depth(); index++) {
            streams.add(prepared.of(index));
        }
        return streams;
    }

    private static Outcome drive(
            ExecutorService threads, List<Connection> connections, List<List<Stream>> streams, double seconds)
            throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Long>> results = new ArrayList<>();
        // Half of what a long holds is for ever.
        long length = (long) Math.min(Long.MAX_VALUE / 2.0, seconds * TimeUnit.SECONDS.toNanos(1));
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            List<Stream> mine = streams.get(i);
            results.add(threads.submit(() -> {
                go.await();
                return connection.drive(mine, System.nanoTime() + length);
            }));
        }
        long start = System.nanoTime();
        go.countDown();
        long units = 0;
        for (Future<Long> result : results) {
            units += await(result);
        }
        return new Outcome(units, (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private static long await(Future<Long> result) throws IOException {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw new IOException("a connection failed", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
