package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.Response;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The load balancers' process. */
public final class Main {
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private Main() {}

    /** Exit status: 0 after a shutdown that was asked for, 1 when it cannot serve, 2 for a wrong command line. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("loadbalancer: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        try {
            run(options);
        } catch (IOException e) {
            System.err.println("loadbalancer: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException, InterruptedException {
        Instant startedAt = InstantSource.system().instant();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            awaitEnd(ended);
        }));
        try (LoadBalancers balancers = new LoadBalancers(THREADS, InstantSource.system(), new SecureRandom())) {
            switch (options) {
                case Options.Standalone alone -> serveAlone(balancers, alone);
                case Options.Controlled controlled -> {
                    ControlServer control =
                            new ControlServer(controlled.socket(), balancers, startedAt, asked::countDown);
                    System.out.println("loadbalancer: controlled by " + controlled.socket());
                    asked.await();
                    control.close();
                }
            }
            asked.await();
        } catch (SSLException e) {
            throw new IOException("no TLS: " + e.getMessage(), e);
        } finally {
            ended.countDown();
        }
    }

    private static void serveAlone(LoadBalancers balancers, Options.Standalone alone)
            throws IOException, InterruptedException {
        Response.Declared declared = balancers.declare(List.of(alone.terms()));
        String failing = declared.failing().get(alone.terms().name());
        if (failing != null) {
            throw new IOException(failing);
        }
        System.out.println(
                "loadbalancer: listening on " + alone.terms().addresses().getFirst() + " port "
                        + alone.terms().listeners().getFirst().port());
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            boolean ignored = ended.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
