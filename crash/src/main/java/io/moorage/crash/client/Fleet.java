package io.moorage.crash.client;

import io.moorage.crash.Progress;
import io.moorage.crash.Shell;
import io.moorage.crash.judge.Expectation;
import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** All who work on one file system while it crashes: workers on NFS clients and on a mount, and contenders for a lock. */
public final class Fleet implements AutoCloseable {
    private static final String LOCK_FILE = "lock";
    private static final long LONGEST_HOLD_MILLIS = 4000;
    private static final long END_SECONDS = 300;

    private final Shell shell;
    private final Progress progress;
    private final long seed;
    private final int port;

    private final Map<String, Expectation> expectations = new LinkedHashMap<>();
    private final List<NfsFileSystem> clients = new ArrayList<>();
    private final List<MountProcess> mounts = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    public Fleet(Shell shell, int port, long seed, Progress progress) {
        this.shell = shell;
        this.port = port;
        this.seed = seed;
        this.progress = progress;
    }

    /** So many clients with so many workers each, whose requests meet on one connection. */
    public void addClients(int count, int workers) throws IOException {
        for (int i = 0; i < count; i++) {
            NfsFileSystem files = connect();
            for (int j = 0; j < workers; j++) {
                int number = expectations.size();
                add(number, new NfsWorkplace(files, directory(number), random(number, 1)));
            }
        }
    }

    /** A mount at a directory of this machine, with so many workers. */
    public void addMount(Path target, int workers) throws IOException {
        MountProcess mount = MountProcess.mount(shell, port, target);
        mounts.add(mount);
        for (int j = 0; j < workers; j++) {
            int number = expectations.size();
            add(number, new MountWorkplace(mount.root(), directory(number)));
        }
    }

    private static String directory(int number) {
        return "worker-" + number;
    }

    private Random random(int number, int purpose) {
        return new Random(seed * 31 + number * 7L + purpose);
    }

    private void add(int number, Workplace place) {
        Expectation expectation = new Expectation();
        expectations.put(directory(number), expectation);
        Worker worker = new Worker(number, place, expectation, progress, random(number, 0));
        threads.add(Thread.ofPlatform().daemon().name(directory(number)).unstarted(worker));
    }

    /** Clients that want one lock. */
    public void addContest(int contenders) throws IOException {
        LockContest contest = new LockContest(LOCK_FILE, progress);
        for (int i = 0; i < contenders; i++) {
            NfsFileSystem files = connect();
            if (i == 0) {
                files.createFile(Caller.ROOT, files.root(), LOCK_FILE, new CreateMode.Guarded(), AttributeChange.NONE);
            }
            String name = "contender-" + i;
            Random random = random(i, 2);
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name(name)
                    .unstarted(() -> contest.compete(name, files, random, LONGEST_HOLD_MILLIS)));
        }
    }

    private NfsFileSystem connect() throws IOException {
        NfsFileSystem files = NfsFileSystem.connect(NfsClientConfig.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/", "crash-" + clients.size(), 1));
        clients.add(files);
        return files;
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** What must be found, by the directory's name in the file system's root. */
    public Map<String, Expectation> expectations() {
        return Map.copyOf(expectations);
    }

    /** Ends the work; the server must be there. */
    public void finish() throws IOException {
        progress.end();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while workers ended", stop);
            }
            if (thread.isAlive()) {
                throw new IOException(thread.getName() + " does not end: "
                        + List.of(thread.getStackTrace()).stream().limit(12).toList());
            }
        }
    }

    @Override
    public void close() throws IOException {
        progress.end();
        for (MountProcess mount : mounts) {
            mount.close();
        }
        for (NfsFileSystem files : clients) {
            // With a dead server, saying goodbye would wait: nobody asks how it ends.
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    files.close();
                } catch (IOException gone) {
                    progress.failed(gone);
                }
            });
        }
    }
}
