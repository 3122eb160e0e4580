package io.moorage.fileserver;

import io.moorage.controlwire.LineClient;
import io.moorage.fileserver.access.Authority;
import io.moorage.fileserver.control.Export;
import io.moorage.filestore.DescriptorBudget;
import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/** The file server process. */
public final class Main {
    private static final Duration IDENTITY_BOUND = Duration.ofSeconds(3);

    private Main() {}

    /** Exit status: 0 after a shutdown that was asked for, 1 when it cannot serve, 2 for a wrong command line. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("fileserver: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        try {
            run(options);
        } catch (IOException e) {
            System.err.println("fileserver: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        Instant startedAt = clock.instant();
        SecureRandom random = new SecureRandom();
        StateDirectory state = new StateDirectory(options.state());
        NfsServer nfs = new NfsServer(clock, random, NfsLimits.DEFAULT, options.dialect());
        LeaseConfig lease = new LeaseConfig(options.lease(), options.lease());
        OpenFileSystems open = new OpenFileSystems(
                nfs, state, DescriptorBudget.ofThisProcess(), lease, security(options.security()), clock, random);
        FileServer server = new FileServer(state, open, clock);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            awaitEnd(ended);
        }));
        ScheduledExecutorService following = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("follow").factory());
        try (server) {
            switch (options) {
                case Options.Standalone alone -> serveAlone(server, alone);
                case Options.Controlled controlled -> {
                    server.resume();
                    ControlServer control = new ControlServer(controlled.socket(), server, startedAt, asked::countDown);
                    ScheduledFuture<?> repeated =
                            following.scheduleWithFixedDelay(server::reconcile, 1, 1, TimeUnit.SECONDS);
                    System.out.println("fileserver: controlled by " + controlled.socket());
                    asked.await();
                    repeated.cancel(false);
                    control.close();
                }
            }
            asked.await();
            following.shutdownNow();
        } finally {
            ended.countDown();
        }
    }

    private static OpenFileSystems.Security security(Options.Security options) {
        return new OpenFileSystems.Security(
                options.certificate()
                        .map(files -> (Supplier<SSLEngine>) new ServerCertificate(files.certificate(), files.key()))
                        .orElse(null),
                options.identities()
                        .map(socket -> Authority.over(new LineClient(socket, IDENTITY_BOUND)))
                        .orElse(Authority.NONE));
    }

    private static void serveAlone(FileServer server, Options.Standalone alone) throws IOException {
        Export export = new Export(
                "standalone",
                null,
                alone.address(),
                alone.port(),
                "standalone",
                alone.directory().toString());
        var declared = server.declare(List.of(export), List.of());
        Integer port = declared.serving().get("standalone");
        if (port == null) {
            throw new IOException("cannot serve %s on %s port %d: %s"
                    .formatted(
                            alone.directory(),
                            alone.address(),
                            alone.port(),
                            declared.failing().get("standalone")));
        }
        System.out.println("fileserver: serving %s on %s port %d".formatted(alone.directory(), alone.address(), port));
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            boolean ignored = ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
