package io.moorage.crash;

import io.moorage.crash.client.Fleet;
import io.moorage.crash.judge.Expectation;
import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileServerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Kills a file server again and again while a {@link Fleet} works on it, and looks after each death, before anybody repeats
 * anything, whether the disk has all that was acknowledged.
 */
public final class Campaign {
    private static final String INSTANCE = "i-fenced-";
    private static final int LEASE_SECONDS = 90;
    private static final long PATIENCE_SECONDS = 300;
    private static final long LONGEST_LIFE_MILLIS = 600;

    /** Of a server that dies before it is ready. */
    private static final long LONGEST_STILLBORN_MILLIS = 1200;

    private final Plan plan;
    private final Shell shell;
    private final Site site;
    private final Consumer<String> log;
    private final Random random;
    private final Progress progress = new Progress();
    private final int port;

    private ServerProcess server;
    private int kills;
    private int cuts;
    private long objects;
    private long lostWrites;
    private int fenced;

    private Campaign(Plan plan, Shell shell, Site site, Consumer<String> log) throws IOException {
        this.plan = plan;
        this.shell = shell;
        this.site = site;
        this.log = log;
        this.random = new Random(plan.seed());
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = probe.getLocalPort();
        }
        this.server = ServerProcess.start(shell, site.home(), site.state(), LEASE_SECONDS);
    }

    /**
     * Carries out a plan below an empty directory, and leaves nothing running or mounted.
     *
     * @throws IOException with what is lost, or what failed, and the seed
     */
    public static Report run(Plan plan, Path home, Consumer<String> log) throws IOException {
        try (Shell shell = new Shell();
                Site site = plan.cuts() > 0 ? Site.onPowerCutDisk(shell, home) : Site.onOwnDisk(shell, home)) {
            Campaign campaign = new Campaign(plan, shell, site, log);
            try {
                return campaign.run();
            } catch (IOException failed) {
                throw new IOException(
                        "with seed %d, after %d kills and %d power cuts: %s"
                                .formatted(plan.seed(), campaign.kills, campaign.cuts, failed.getMessage()),
                        failed);
            } finally {
                campaign.server.kill();
            }
        }
    }

    private Report run() throws IOException {
        server.await();
        declare();
        try (Fleet fleet = new Fleet(shell, port, plan.seed(), progress)) {
            fleet.addClients(plan.clients(), plan.workers());
            if (plan.mountWorkers() > 0) {
                fleet.addMount(site.home().resolve("mount"), plan.mountWorkers());
            }
            fleet.addContest(plan.contenders());
            fleet.start();
            for (boolean cut : order()) {
                live();
                crash(cut);
                judge(fleet);
                revive();
                requireFences();
            }
            live();
            fleet.finish();
            requireNoFailure();
            judge(fleet);
        }
        return new Report(kills, cuts, objects, lostWrites, progress);
    }

    private List<Boolean> order() {
        List<Boolean> order = new ArrayList<>(Collections.nCopies(plan.kills(), false));
        order.addAll(Collections.nCopies(plan.cuts(), true));
        Collections.shuffle(order, random);
        return order;
    }

    private void declare() throws IOException {
        Export export = new Export(
                "fsmt-1", null, "127.0.0.1", port, "fs-1", site.files().toString());
        try {
            var declared = server.client().declare(List.of(export));
            if (!declared.failing().isEmpty()) {
                throw new IOException("not served: " + declared.failing());
            }
        } catch (FileServerClient.RefusedException refused) {
            throw new IOException(refused);
        }
    }

    /** Lets everybody work for a moment; mostly some of the work is acknowledged, sometimes it has hardly begun. */
    private void live() throws IOException {
        if (random.nextInt(10) > 0) {
            awaitProgress(random.nextInt(100) + 1);
        }
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_LIFE_MILLIS)));
        if (random.nextBoolean()) {
            fence();
        }
    }

    private void awaitProgress(long more) throws IOException {
        long wanted = progress.total() + more;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (progress.total() < wanted) {
            requireNoFailure();
            if (!server.isAlive()) {
                throw new IOException("the file server died by itself");
            }
            if (System.nanoTime() - until > 0) {
                throw new IOException("nothing is acknowledged any more");
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void requireNoFailure() throws IOException {
        Throwable failure = progress.failure();
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void crash(boolean cut) throws IOException {
        if (!cut) {
            server.kill();
            progress.crash();
            kills++;
            return;
        }
        Long luck = random.nextBoolean() ? random.nextLong() : null;
        lostWrites += site.disk().cut(luck);
        server.beginToKill();
        site.disk().tellOfCut();
        server.kill();
        progress.crash();
        cuts++;
        site.disk().powerOff();
        site.disk().powerOn();
    }

    private void judge(Fleet fleet) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Expectation> entry : fleet.expectations().entrySet()) {
            Expectation.Verdict verdict =
                    entry.getValue().judge(site.seenFiles().resolve(entry.getKey()));
            objects += verdict.objects();
            faults.addAll(verdict.faults());
        }
        if (!faults.isEmpty()) {
            throw new IOException("LOST: " + String.join("; ", faults));
        }
        log.accept("%d kills, %d cuts: %d acknowledged".formatted(kills, cuts, progress.total()));
    }

    /** Starts the server, which may die again before it is ready. */
    private void revive() throws IOException {
        if (random.nextInt(8) == 0) {
            server = ServerProcess.start(shell, site.home(), site.state(), LEASE_SECONDS);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_STILLBORN_MILLIS)));
            server.kill();
            progress.crash();
        }
        server = ServerProcess.start(shell, site.home(), site.state(), LEASE_SECONDS);
        server.await();
    }

    /** An order that is acknowledged is in force in every later life. */
    private void fence() throws IOException {
        FenceOrder order = new FenceOrder(INSTANCE + (fenced + 1), 1, null, Set.of(address(fenced + 1)), false);
        try {
            server.client().fence(order);
            fenced++;
        } catch (FileServerClient.RefusedException refused) {
            throw new IOException(refused);
        }
    }

    private static String address(int number) {
        return "127.1.%d.%d".formatted(number / 250, number % 250 + 1);
    }

    private void requireFences() throws IOException {
        for (int number = Math.max(1, fenced - 2); number <= fenced; number++) {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address(number)), 0));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
                socket.setSoTimeout(10_000);
                if (socket.getInputStream().read() >= 0) {
                    throw new IOException("LOST: the fence of " + address(number));
                }
            } catch (SocketException reset) {
                log.accept(address(number) + " is refused: " + reset.getMessage());
            }
        }
    }
}
