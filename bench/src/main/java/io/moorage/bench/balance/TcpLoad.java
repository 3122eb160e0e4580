package io.moorage.bench.balance;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** What a client measures at one port of 127.0.0.1 behind which everything is sent back. */
record TcpLoad(int port, Duration time) {
    private static final int STREAMS = 8;
    private static final int BLOCK = 1 << 16;
    private static final int CALLERS = 16;
    private static final int MESSAGE = 64;
    private static final long BETWEEN_CALLS_NANOS = 5_000_000;

    /** @param p50 and p99 in microseconds */
    record Latency(double p50, double p99) {}

    /** Bytes there and back by 8 connections, in MB/s of one direction. */
    double throughput() throws Exception {
        long bytes = LongStream.of(all(STREAMS, this::stream)).sum();
        return bytes / 1e6 / seconds();
    }

    private long[] stream() throws IOException {
        byte[] block = new byte[BLOCK];
        long bytes = 0;
        try (Socket socket = connect()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (long end = end(); System.nanoTime() < end; bytes += block.length) {
                socket.getOutputStream().write(block);
                in.readFully(block);
            }
        }
        return new long[] {bytes};
    }

    /** Connections made, used for a byte each way and ended, by 8 clients, per second. */
    double connections() throws Exception {
        return LongStream.of(all(STREAMS, this::connectAgainAndAgain)).sum() / seconds();
    }

    private long[] connectAgainAndAgain() throws IOException {
        long count = 0;
        for (long end = end(); System.nanoTime() < end; count++) {
            try (Socket socket = connect()) {
                // Ports must not run out for waiting (RFC 9293, TIME-WAIT).
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(1);
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("the connection ended");
                }
            }
        }
        return new long[] {count};
    }

    /** 64 bytes there and back, by 16 connections that call 200 times a second each. */
    Latency latency() throws Exception {
        long[] nanos = all(CALLERS, this::call);
        Arrays.sort(nanos);
        return new Latency(nanos[nanos.length / 2] / 1e3, nanos[(int) (nanos.length * 0.99)] / 1e3);
    }

    private long[] call() throws IOException {
        byte[] message = new byte[MESSAGE];
        List<Long> took = new ArrayList<>();
        try (Socket socket = connect()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            long end = end();
            for (long due = System.nanoTime(); due < end; due += BETWEEN_CALLS_NANOS) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long began = System.nanoTime();
                socket.getOutputStream().write(message);
                in.readFully(message);
                took.add(System.nanoTime() - began);
            }
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private long end() {
        return System.nanoTime() + time.toNanos();
    }

    private double seconds() {
        return time.toNanos() / 1e9;
    }

    private static long[] all(int threads, Callable<long[]> work) throws Exception {
        try (ExecutorService executor =
                Executors.newFixedThreadPool(threads, Thread.ofPlatform().factory())) {
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(executor.submit(work));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> each : results) {
                all = LongStream.concat(all, LongStream.of(each.get()));
            }
            return all.toArray();
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        }
    }
}
